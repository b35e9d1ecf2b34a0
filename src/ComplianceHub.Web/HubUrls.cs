using System.Globalization;
using ComplianceHub.Storage;

namespace ComplianceHub.Web;

/// <summary>Every address inside the hub, in one place. Arguments are escaped here.</summary>
public static class HubUrls
{
    public const string Home = "/";
    public const string Dockerfiles = "/dockerfiles";
    public const string Teams = "/teams";
    public const string League = "/league";
    public const string Goals = "/goals";
    public const string Trends = "/trends";
    public const string Rules = "/rules";
    public const string Policy = "/policy";
    public const string Waivers = "/waivers";
    public const string Admission = "/admission";
    public const string Sources = "/sources";
    public const string NewSource = "/sources/new";
    public const string Setup = "/setup";
    public const string Ownership = "/ownership";
    public const string Exports = "/exports";
    public const string Audit = "/audit";
    public const string Sizes = "/size";
    public const string Settings = "/settings";
    public const string ApiReference = "/api";

    /// <summary>Images, filtered: <c>Images(("team", "fulfilment"), ("grade", "D"))</c>. Empty values are left out.</summary>
    public static string Images(params ReadOnlySpan<(string Key, string? Value)> filters)
    {
        return new UrlQuery("/images").With(filters).ToString();
    }

    /// <summary>One image; <paramref name="anchor"/> is a finding's anchor on its page.</summary>
    public static string Image(long id, string? anchor = null)
    {
        return $"/images/{Text(id)}" + (anchor is null ? "" : "#" + Uri.EscapeDataString(anchor));
    }

    public static string Team(string slug)
    {
        return "/teams/" + Uri.EscapeDataString(slug);
    }

    public static string Rule(string id)
    {
        return "/rules/" + Uri.EscapeDataString(id);
    }

    /// <summary>The rules of a criterion.</summary>
    public static string Criterion(string id)
    {
        return new UrlQuery(Rules).With("criterion", id).ToString();
    }

    /// <summary>Base images, filtered.</summary>
    public static string Bases(params ReadOnlySpan<(string Key, string? Value)> filters)
    {
        return new UrlQuery("/bases").With(filters).ToString();
    }

    /// <summary>The bases as CSV, with the filters of the screen.</summary>
    public static string BasesCsv(params ReadOnlySpan<(string Key, string? Value)> filters)
    {
        return new UrlQuery("/api/v1/bases.csv").With(filters).ToString();
    }

    public static string PolicyVersion(int version)
    {
        return $"{Policy}/v{Text(version)}";
    }

    /// <summary>The editor of a draft.</summary>
    public static string PolicyDraft(int id)
    {
        return $"{Policy}/drafts/{Text(id)}";
    }

    /// <summary>Who would change grade under a draft.</summary>
    public static string PolicyPreview(int id)
    {
        return PolicyDraft(id) + "/preview";
    }

    public static string PolicyPreviewCsv(int id)
    {
        return $"/api/v1/policies/drafts/{Text(id)}/preview.csv";
    }

    /// <summary>A version as a file for the command line.</summary>
    public static string PolicyJson(int version)
    {
        return $"/api/v1/policies/{Text(version)}.json";
    }

    public static string Waiver(long id)
    {
        return $"{Waivers}/{Text(id)}";
    }

    public static string Source(long id)
    {
        return $"{Sources}/{Text(id)}";
    }

    /// <summary>The form for a source of that kind.</summary>
    public static string NewSourceOf(string kind)
    {
        return new UrlQuery(NewSource).With("kind", kind).ToString();
    }

    /// <summary>The failed items of a source's newest sweep, of one cause or all.</summary>
    public static string Failures(int connection, FailureKind? cause = null)
    {
        return new UrlQuery(Sources).With("source", Text(connection)).With("cause", cause?.ToString()) + "#failed-items";
    }

    public static string Search(string text)
    {
        return new UrlQuery("/search").With("q", text).ToString();
    }

    /// <summary>The form that asks for a waiver of a finding of an image.</summary>
    public static string NewWaiver(long image, string finding)
    {
        return new UrlQuery(Waivers + "/new").With("image", Text(image)).With("finding", finding).ToString();
    }

    /// <summary>The register, filtered by <see cref="WaiverFilterQuery"/>'s keys.</summary>
    public static string WaiversOf(params ReadOnlySpan<(string Key, string? Value)> filters)
    {
        return new UrlQuery(Waivers).With(filters).ToString();
    }

    /// <summary>The register as CSV, with the filters of the screen.</summary>
    public static string WaiversCsv(params ReadOnlySpan<(string Key, string? Value)> filters)
    {
        return new UrlQuery("/api/v1/waivers.csv").With(filters).ToString();
    }

    /// <summary>The findings as CSV, with the filters of the screen.</summary>
    public static string FindingsCsv(params ReadOnlySpan<(string Key, string? Value)> filters)
    {
        return new UrlQuery("/api/v1/findings.csv").With(filters).ToString();
    }

    /// <summary>The findings of one image as CSV.</summary>
    public static string FindingsCsvOf(long image)
    {
        return FindingsCsv((ImageFilterQuery.Image, Text(image)));
    }

    /// <summary>The findings in another report's format (<c>sarif</c>, <c>jsonl</c> …).</summary>
    public static string Findings(string format, params ReadOnlySpan<(string Key, string? Value)> filters)
    {
        return new UrlQuery("/api/v1/findings").With("format", format).With(filters).ToString();
    }

    private static string Text(long number)
    {
        return number.ToString(CultureInfo.InvariantCulture);
    }
}

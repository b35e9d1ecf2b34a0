using System.Globalization;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>The register of waivers: who accepted which risk, why, and until when.</summary>
public sealed partial class Waivers
{
    private const int PageSize = 25;

    [Inject]
    private WaiverQueries Queries { get; set; } = null!;

    [Inject]
    private OverviewQueries Overviews { get; set; } = null!;

    private UrlQuery Address => UrlQuery.Of(Navigation);

    private string CsvHref => HubUrls.WaiversCsv(WaiverFilterQuery.PairsOf(Address));

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        var address = Address;
        var filter = WaiverFilterQuery.Read(address.Values);
        var number = int.TryParse(address.Values("page").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;
        var counts = await Queries.CountsAsync(cancellationToken);
        var overview = await Overviews.GetAsync(null, cancellationToken);
        return new Data(
            await Queries.PageAsync(filter, number - 1, PageSize, cancellationToken), number, counts, TitleOf(counts), LeadOf(counts, overview),
            View?.Groups ?? await GroupsAsync(cancellationToken));
    }

    private static string TitleOf(WaiverCounts counts)
    {
        var inForce = counts.Of(WaiverState.Active) + counts.Of(WaiverState.Unused) + counts.Of(WaiverState.Approved);
        return counts.All == 0 ? "Waivers"
            : counts.Of(WaiverState.Requested) is > 0 and var asked ? $"{Display.Count(asked, "waiver")} {(asked == 1 ? "waits" : "wait")} for a decision"
            : counts.EndSoon > 0 ? $"{Display.Count(counts.EndSoon, "waiver")} {(counts.EndSoon == 1 ? "ends" : "end")} within {WaiverLife.WarningDays} days"
            : $"{Display.Count(inForce, "waiver")} {(inForce == 1 ? "is" : "are")} in force";
    }

    private static string? LeadOf(WaiverCounts counts, Overview overview)
    {
        if (counts.All == 0)
        {
            return null;
        }

        var score = overview.Score.Value is { } effective && overview.RawScore.Value is { } raw
            ? raw == effective ? $"The organisation’s {Display.Score(effective)} is the same without them." : $"They lift the organisation from {Display.Score(raw)} to {Display.Score(effective)}."
            : "";
        var unused = counts.Of(WaiverState.Unused) is > 0 and var idle ? $" {Display.Count(idle)} of those in force {(idle == 1 ? "meets" : "meet")} nothing and can go." : "";
        return score + unused;
    }

    private static IEnumerable<(string Title, string Href, bool Current, int Count)> TabsOf(UrlQuery address, WaiverCounts counts)
    {
        (string Title, WaiverState? State, int Count)[] states =
        [
            ("All", null, counts.All), ("To decide", WaiverState.Requested, counts.Of(WaiverState.Requested)), ("Active", WaiverState.Active, counts.Of(WaiverState.Active)),
            ("Approved", WaiverState.Approved, counts.Of(WaiverState.Approved)), ("Unused", WaiverState.Unused, counts.Of(WaiverState.Unused)),
            ("Expired", WaiverState.Expired, counts.Of(WaiverState.Expired)), ("Rejected", WaiverState.Rejected, counts.Of(WaiverState.Rejected)),
            ("Revoked", WaiverState.Revoked, counts.Of(WaiverState.Revoked)),
        ];
        var isSoon = address.Values(WaiverFilterQuery.EndsSoon).Any();
        var set = address.Values(WaiverFilterQuery.State).ToList();
        foreach (var (title, state, count) in states)
        {
            var value = state?.ToString().ToLowerInvariant();
            var isCurrent = !isSoon && (value is null ? set.Count == 0 : set is [var only] && only == value);
            if (count > 0 || isCurrent || state is null)
            {
                yield return (title, address.Without(WaiverFilterQuery.EndsSoon).With(WaiverFilterQuery.State, value).ToString(), isCurrent, count);
            }

            if (state == WaiverState.Active && (counts.EndSoon > 0 || isSoon))
            {
                yield return ("End soon", address.Without(WaiverFilterQuery.State).With(WaiverFilterQuery.EndsSoon, "1").ToString(), isSoon, counts.EndSoon);
            }
        }
    }

    private IEnumerable<(string Title, string Href, bool Current, int Count)> Tabs(WaiverCounts counts)
    {
        return TabsOf(Address, counts);
    }

    private async Task<IReadOnlyList<FilterGroup>> GroupsAsync(CancellationToken cancellationToken)
    {
        var teams = await Overviews.TeamsAsync(1, cancellationToken);
        return
        [
            new(WaiverFilterQuery.Severity, "severity", [.. Enum.GetValues<ComplianceHub.Grading.Checklist.Severity>().OrderDescending().Select(s => new FilterOption(Lower(s), Lower(s)))]),
            new(WaiverFilterQuery.Scope, "of", [.. Enum.GetValues<WaiverScope>().Select(s => new FilterOption(Lower(s), WaiverWords.Of(s)))]),
            new(WaiverFilterQuery.Reason, "reason", [.. Enum.GetValues<WaiverReason>().Select(r => new FilterOption(Lower(r), WaiverWords.Of(r)))]),
            new(WaiverFilterQuery.Team, "team", [.. teams.Where(t => t.Slug is not null).Select(t => new FilterOption(t.Slug ?? "", t.Name))]),
            new(WaiverFilterQuery.Rule, "rule", []),
            new(WaiverFilterQuery.Image, "image", []),
        ];
    }

    private static string Lower<T>(T value)
        where T : struct, Enum
    {
        return value.ToString().ToLowerInvariant();
    }

    /// <summary>What the page shows.</summary>
    /// <param name="Number">The page's number, from 1.</param>
    public sealed record Data(PageOf<WaiverListRow> Page, int Number, WaiverCounts Counts, string Title, string? Lead, IReadOnlyList<FilterGroup> Groups);
}

using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using ComplianceHub.Web.Fixes;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>One image: its verdict, each finding on its line, how to repair it, what ships, and how it got there.</summary>
public sealed partial class ImagePage
{
    private const int ShownFixes = 3;
    private const int LedgerDays = 30;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    private ImageQueries Queries { get; set; } = null!;

    [Inject]
    private OverviewQueries Overviews { get; set; } = null!;

    [Inject]
    private TrendQueries Trends { get; set; } = null!;

    [Inject]
    private ImageFixes Fixes { get; set; } = null!;

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        if (await Queries.GetAsync(Id, cancellationToken) is not { } image)
        {
            return new Data(null, [], [], [], [], TrendPanel.Empty, null);
        }

        var lines = image.Dockerfile?.MaskedText is { } text ? DockerfileHighlighter.Highlight(text) : [];
        var last = lines.Count == 0 ? 0 : lines[^1].Number;
        var today = DateOnly.FromDateTime(Now);
        return new Data(
            image,
            lines,
            OnLines(image, last),
            [.. image.Findings.Where(f => f.Line is null || f.Line > last).OrderByDescending(f => f.Points)],
            await Fixes.ForImageAsync(image.Id, cancellationToken),
            TrendPanel.Of(
                await Trends.ImageAsync(image.Id, new(today.AddYears(-1), today, TrendStep.Week), cancellationToken), $"{image.Name}'s score over one year"),
            await Overviews.ImageLedgerAsync(image.Id, LedgerDays, cancellationToken));
    }

    internal static string AnchorOf(FindingRow finding)
    {
        return "f-" + finding.FindingId[..Math.Min(12, finding.FindingId.Length)];
    }

    /// <summary>Where a waiver of the finding is asked for; null when it costs nothing or is waived already.</summary>
    internal static string? WaiveHref(long image, FindingRow finding)
    {
        return finding is { Waiver: null, Kind: not ComplianceHub.Grading.Rules.RuleKind.Advisory } ? HubUrls.NewWaiver(image, finding.FindingId[..12]) : null;
    }

    private static IReadOnlyList<CodeFinding> OnLines(ImageDetail image, int last)
    {
        // The same advice twice on one page is read once.
        var said = new HashSet<string>(StringComparer.Ordinal);
        return [.. image.Findings
            .Where(f => f.Line is { } line && line <= last)
            .OrderBy(f => f.Line)
            .ThenByDescending(f => f.Points)
            .Select(f => new CodeFinding(
                f.Line ?? 1,
                Math.Min(f.EndLine ?? f.Line ?? 1, last),
                f.Severity,
                f.Rule,
                f.Remediation is { } advice && said.Add(advice) ? $"{f.Message} {advice}" : f.Message,
                f.Points,
                HubUrls.Rule(f.Rule),
                AnchorOf(f),
                f.Waiver is null ? null : WaiverText.Of(f.Waiver),
                WaiveHref(image.Id, f)))];
    }

    private static string? WaiveHrefOf(ImageDetail image, string fingerprint)
    {
        return image.Findings.FirstOrDefault(f => f.Fingerprint == fingerprint) is { } finding ? WaiveHref(image.Id, finding) : null;
    }

    private static IReadOnlyList<PageHeader.Crumb> CrumbsOf(ImageDetail image)
    {
        return image.TeamSlug is { } slug
            ? [new("Images", HubUrls.Images()), new(image.TeamName ?? slug, HubUrls.Team(slug))]
            : [new("Images", HubUrls.Images())];
    }

    private static string LostNote(ImageDetail image)
    {
        var lost = image.Criteria.Sum(c => c.Penalty);
        return image.Score is null ? ""
            : lost == 0 ? "none"
            : $"{Display.Points(lost)} in {Display.Count(image.Criteria.Count(c => c.Penalty > 0))} of {Display.Count(image.Criteria.Count, "criterion", "criteria")}";
    }

    private string DockerfileNote(ImageDockerfile file, int onLines)
    {
        var commit = file.Commit is { Length: > 7 } sha ? $" @ {sha[..7]}" : "";
        var found = onLines == 0 ? "nothing found" : Display.Count(onLines, "finding");
        return $"{found} · {file.Path} · {file.Branch}{commit}, read {Display.Age(file.ReadAt, Now)}";
    }

    /// <summary>What the page shows.</summary>
    public sealed record Data(
        ImageDetail? Image, IReadOnlyList<CodeLine> Lines, IReadOnlyList<CodeFinding> OnLines, IReadOnlyList<FindingRow> Elsewhere, IReadOnlyList<ProposedFix> Fixes,
        TrendPanel History, ComplianceHub.Storage.Queries.Ledger? Ledger)
    {
        /// <summary>Score after the best next fix; null where that is told of the Dockerfile alone and the image is judged as shipped.</summary>
        public int? WithFix => Fixes.Count > 0 && Fixes[0].Before.Effective == Image?.Score?.Effective ? Fixes[0].After.Effective : null;
    }
}

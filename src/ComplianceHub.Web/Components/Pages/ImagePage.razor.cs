using ComplianceHub.Web.Fixes;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>One image: its verdict, each finding on its line, how to repair it, what ships, and how it got there.</summary>
public sealed partial class ImagePage
{
    private ImageDetail? _image;
    private IReadOnlyList<CodeLine> _lines = [];
    private IReadOnlyList<CodeFinding> _onLines = [];
    private IReadOnlyList<FindingRow> _elsewhere = [];
    private IReadOnlyList<ProposedFix> _fixes = [];
    private TrendPanel _history = TrendPanel.Empty;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    private ImageFixes Fixes { get; set; } = null!;

    private IReadOnlyList<PageHeader.Crumb> Crumbs => _image?.TeamSlug is { } slug
        ? [new("Images", HubUrls.Images()), new(_image.TeamName ?? slug, HubUrls.Team(slug))]
        : [new("Images", HubUrls.Images())];

    private string LostNote => _image is null
        ? ""
        : $"{Display.Points(_image.Criteria.Sum(c => c.Penalty))} in {Display.Count(_image.Criteria.Count(c => c.Penalty > 0))} of {Display.Count(_image.Criteria.Count, "criterion", "criteria")}";

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _image = await Queries.GetAsync(Id, cancellationToken);
        if (_image is null)
        {
            return;
        }

        _lines = _image.Dockerfile?.MaskedText is { } text ? DockerfileHighlighter.Highlight(text) : [];
        var last = _lines.Count == 0 ? 0 : _lines[^1].Number;
        _onLines = [.. _image.Findings
            .Where(f => f.Line is { } line && line <= last)
            .OrderBy(f => f.Line)
            .ThenByDescending(f => f.Points)
            .Select(f => new CodeFinding(f.Line ?? 1, Math.Min(f.EndLine ?? f.Line ?? 1, last), f.Severity, f.Rule, Sentence(f), f.Points, HubUrls.Rule(f.Rule), AnchorOf(f), f.Waiver is null ? null : WaiverText.Of(f.Waiver)))];
        _elsewhere = [.. _image.Findings.Where(f => f.Line is null || f.Line > last).OrderByDescending(f => f.Points)];
        _fixes = await Fixes.ForImageAsync(Id, cancellationToken);
        var today = DateOnly.FromDateTime(Now);
        _history = TrendPanel.Of(await Trends.ImageAsync(Id, new(today.AddYears(-1), today, TrendStep.Week), cancellationToken), $"{_image.Name}'s score over one year");
    }

    internal static string AnchorOf(FindingRow finding)
    {
        return "f-" + finding.FindingId[..Math.Min(12, finding.FindingId.Length)];
    }

    private static string Sentence(FindingRow finding)
    {
        return finding.Remediation is null ? finding.Message : $"{finding.Message} {finding.Remediation}";
    }

    private string DockerfileNote(ImageDockerfile file)
    {
        var commit = file.Commit is { Length: > 7 } sha ? $" @ {sha[..7]}" : "";
        return $"{Display.Count(_onLines.Count, "finding")} on lines · {file.Path} · {file.Branch}{commit}, read {Display.Age(file.ReadAt, Now)}";
    }
}

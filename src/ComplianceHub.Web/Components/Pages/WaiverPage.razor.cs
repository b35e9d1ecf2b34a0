using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Setup;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>One waiver: what it covers, why, who decided, and the acts that are left.</summary>
public sealed partial class WaiverPage
{
    private string? _problem;

    [Parameter]
    public int Id { get; set; }

    [Inject]
    private WaiverQueries Queries { get; set; } = null!;

    [Inject]
    private WaiverStore Store { get; set; } = null!;

    [Inject]
    private Regrading Regrading { get; set; } = null!;

    private string Name { get; set; } = "";

    private string Note { get; set; } = "";

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        return new Data(await Queries.GetAsync(Id, cancellationToken));
    }

    private static string Heading(WaiverListRow row)
    {
        return row.State switch
        {
            WaiverState.Requested => $"{row.Name} waits for a decision",
            WaiverState.Rejected => $"{row.Name} was rejected",
            WaiverState.Revoked => $"{row.Name} was revoked",
            WaiverState.Expired => $"{row.Name} ended on {Display.Date(row.LastDay)}",
            WaiverState.Unused => $"{row.Name} is in force and meets nothing",
            _ => $"{row.Name} counts until {Display.Date(row.LastDay)}",
        };
    }

    private static string WaivesNote(WaiverListRow row)
    {
        return row.Findings == 0 ? "" : $"{Display.Count(row.Findings, "finding")} on {Display.Count(row.Images, "image")}";
    }

    private static string NothingWaived(WaiverState state)
    {
        return state switch
        {
            WaiverState.Requested => "Nothing yet: nobody has approved it.",
            WaiverState.Approved => "The next grading applies it.",
            WaiverState.Expired or WaiverState.Revoked or WaiverState.Rejected => "Nothing any more: what it covered counts again.",
            _ => "No finding is left that it covers. It can be revoked.",
        };
    }

    private static string ActHelp(WaiverListRow row)
    {
        return row.State != WaiverState.Requested ? "The findings count again at once."
            : WaiverRules.NeedsAnother(row.Severity) ? $"What is {ScoreText.Of(row.Severity)} is approved by somebody else than {row.Requester}. Nothing counts as passed before."
            : "Nothing counts as passed before it is approved.";
    }

    private Task ApproveAsync()
    {
        return ActAsync(() => Store.ApproveAsync(Id, Name, Note, CancellationToken.None));
    }

    private Task RejectAsync()
    {
        return ActAsync(() => Store.RejectAsync(Id, Name, Note, CancellationToken.None));
    }

    private Task RevokeAsync()
    {
        return ActAsync(() => Store.RevokeAsync(Id, Name, CancellationToken.None));
    }

    private async Task ActAsync(Func<Task<WaiverAnswer>> act)
    {
        var answer = await act();
        _problem = answer.Problems.Count == 0 ? null : string.Join(' ', answer.Problems);
        if (_problem is null)
        {
            Regrading.Ask();
            await ReloadAsync();
        }
    }

    /// <summary>What the page shows.</summary>
    public sealed record Data(WaiverDetail? Detail);
}

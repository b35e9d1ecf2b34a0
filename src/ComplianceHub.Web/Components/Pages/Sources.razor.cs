using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>What is crawled, how it goes, and why what failed did.</summary>
public sealed partial class Sources
{
    private IReadOnlyList<SourceRow> _rows = [];
    private IReadOnlyList<FailureGroup> _groups = [];
    private PageOf<FailureRow> _failures = new([], 0);
    private string _title = "Sources";

    protected override IReadOnlyList<HubEvent> RefreshOn => [HubEvent.CrawlProgress, HubEvent.GradesChanged];

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _rows = await Queries.ListAsync(cancellationToken);
        _groups = await Queries.FailuresByCauseAsync(cancellationToken);
        _failures = await Queries.FailuresAsync(null, null, 0, 50, cancellationToken);
        var broken = _rows.Count(r => r.LastRun is { Outcome: CrawlOutcome.Failed });
        _title = _rows.Count == 0
            ? "Sources"
            : broken == 0
                ? $"{Display.Count(_rows.Count, "source")}, all readable"
                : $"{Display.Count(broken)} of {Display.Count(_rows.Count, "source")} can’t be read";
    }

    private bool IsRunning(SourceRow row)
    {
        return row.LastRun is { EndedAt: null } || Crawls.StateOf(row.ConnectionId).Phase != CrawlPhase.Idle;
    }

    private (string Class, string Text) StateOf(SourceRow row)
    {
        return (row.LastRun, Crawls.StateOf(row.ConnectionId).Phase) switch
        {
            (_, CrawlPhase.Waiting) => ("out", "waiting"),
            (_, CrawlPhase.Parked) => ("med", "asked to wait"),
            ({ EndedAt: not null, Outcome: CrawlOutcome.Complete }, CrawlPhase.Running) => ("go", "grading"),
            _ => StateOf(row.LastRun),
        };
    }

    private static (string Class, string Text) StateOf(RunRow? run)
    {
        return run switch
        {
            null => ("out", "never crawled"),
            { EndedAt: null } => ("go", "crawling"),
            { Outcome: CrawlOutcome.Complete } => ("ok", "complete"),
            { Outcome: CrawlOutcome.Cancelled } => ("med", "interrupted"),
            _ => ("crit", "failing"),
        };
    }

    private static string Brought(RunRow? run)
    {
        if (run is null)
        {
            return "";
        }

        if (run.Message is not null && run.Outcome != CrawlOutcome.Complete)
        {
            return run.Message;
        }

        return run.EndedAt is not null && run.New == 0 && run.Changed == 0
            ? $"nothing new, {Display.Count(run.Unchanged)} unchanged"
            : $"{Display.Count(run.New)} new, {Display.Count(run.Changed)} changed, {Display.Count(run.Unchanged)} unchanged";
    }

    private static string Title(string kind)
    {
        return ConnectorCatalog.Find(kind)?.Title ?? kind;
    }

    private void Crawl(int connectionId)
    {
        Crawls.Enqueue(connectionId);
    }

    // The numbers change with the event that the store publishes.
    private async Task ConfirmAbsenceAsync(int connectionId)
    {
        await Facts.ConfirmAbsenceAsync(connectionId, "web", CancellationToken.None);
    }

    private void CrawlAll()
    {
        foreach (var row in _rows.Where(r => !IsRunning(r)))
        {
            Crawls.Enqueue(row.ConnectionId);
        }
    }
}

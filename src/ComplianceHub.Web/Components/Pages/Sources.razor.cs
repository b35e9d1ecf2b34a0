using System.Globalization;
using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Queries;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>What is crawled, how it goes, and why what failed did.</summary>
public sealed partial class Sources
{
    private const int PageSize = 50;
    private const int ShownRuns = 8;

    [Inject]
    private SourceQueries Queries { get; set; } = null!;

    [Inject]
    private CrawlQueue Crawls { get; set; } = null!;

    [Inject]
    private FactStore Facts { get; set; } = null!;

    protected override IReadOnlyList<HubEvent> RefreshOn => [HubEvent.CrawlProgress, HubEvent.GradesChanged];

    private string FailuresNote => View?.Failures.Total == 0 ? "" : Display.Count(View?.Failures.Total ?? 0, "item");

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        var address = UrlQuery.Of(Navigation);
        int? source = int.TryParse(address.Values("source").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        FailureKind? cause = Enum.TryParse<FailureKind>(address.Values("cause").FirstOrDefault(), true, out var kind) && Enum.IsDefined(kind) ? kind : null;
        var number = int.TryParse(address.Values("page").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;
        var rows = await Queries.ListAsync(cancellationToken);
        return new Data(
            TitleOf(rows),
            rows,
            await Queries.FailuresByCauseAsync(cancellationToken),
            await Queries.NewestRunsAsync(ShownRuns, cancellationToken),
            await Queries.FailuresAsync(source, cause, number - 1, PageSize, cancellationToken),
            number,
            source is null ? null : (rows.FirstOrDefault(r => r.ConnectionId == source)?.Name ?? "unknown source") + (cause is { } c ? ": " + FailureText.TitleOf(c).ToLowerInvariant() : ""));
    }

    private static string TitleOf(IReadOnlyList<SourceRow> rows)
    {
        var broken = rows.Count(r => r.LastRun is { Outcome: CrawlOutcome.Failed });
        return rows.Count == 0
            ? "Sources"
            : broken == 0
                ? $"{Display.Count(rows.Count, "source")}, {(rows.Count == 1 ? "readable" : "all readable")}"
                : $"{Display.Count(broken)} of {Display.Count(rows.Count, "source")} can’t be read";
    }

    private bool IsRunning(SourceRow row)
    {
        return row.LastRun is { EndedAt: null } || Crawls.StateOf(row.ConnectionId).Phase != CrawlPhase.Idle;
    }

    private (string Class, string Text, string? Icon) StateOf(SourceRow row)
    {
        return (row.LastRun, Crawls.StateOf(row.ConnectionId)) switch
        {
            (_, { Phase: CrawlPhase.Waiting }) => ("out", "waiting", Icons.Material.Outlined.HourglassEmpty),
            (_, { Phase: CrawlPhase.Parked, NotBefore: { } until }) => ("med", $"parked until {until.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC", Icons.Material.Outlined.Schedule),
            (_, { Phase: CrawlPhase.Parked }) => ("med", "parked", Icons.Material.Outlined.Schedule),
            ({ EndedAt: not null, Outcome: CrawlOutcome.Complete }, { Phase: CrawlPhase.Running }) => ("go", "grading", Icons.Material.Outlined.PlayArrow),
            _ => StateOf(row.LastRun),
        };
    }

    private static (string Class, string Text, string? Icon) StateOf(RunRow? run)
    {
        return run switch
        {
            null => ("out", "never crawled", null),
            { EndedAt: null } => ("go", "crawling", Icons.Material.Outlined.PlayArrow),
            { Outcome: CrawlOutcome.Complete } => ("ok", "complete", Icons.Material.Outlined.Check),
            { Outcome: CrawlOutcome.Cancelled } => ("med", "interrupted", Icons.Material.Outlined.Pause),
            _ => ("crit", "failing", Icons.Material.Outlined.ErrorOutline),
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

        if (run.EndedAt is not null && run.New == 0 && run.Changed == 0)
        {
            return $"nothing new, {Display.Count(run.Unchanged)} unchanged";
        }

        (int Count, string What)[] parts = [(run.New, "new"), (run.Changed, "changed"), (run.Unchanged, "unchanged")];
        return string.Join(", ", parts.Where(p => p.Count > 0).Select(p => $"{Display.Count(p.Count)} {p.What}"));
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
        await Facts.ConfirmAbsenceAsync(connectionId, HubActors.Web, CancellationToken.None);
    }

    private void Stop(int connectionId)
    {
        Crawls.Cancel(connectionId);
    }

    private void CrawlAll()
    {
        foreach (var row in View?.Rows.Where(r => !IsRunning(r)) ?? [])
        {
            Crawls.Enqueue(row.ConnectionId);
        }
    }

    /// <summary>What the page shows.</summary>
    /// <param name="OfSource">Whose failures alone are listed; null for all.</param>
    public sealed record Data(
        string Title, IReadOnlyList<SourceRow> Rows, IReadOnlyList<FailureGroup> Groups, IReadOnlyList<SourceRunRow> Runs, PageOf<FailureRow> Failures, int Number, string? OfSource);
}

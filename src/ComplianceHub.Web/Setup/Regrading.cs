using System.Threading.Channels;
using ComplianceHub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Web.Setup;

/// <summary>
/// Grades again what a new policy, a new version of the program or the end of a waiver makes stale, without any crawl: once at every start, whenever it is
/// asked to, and at the moment when a waiver ends or an announced policy takes over.
/// </summary>
public sealed partial class Regrading(GradeKeeper keeper, WaiverStore waivers, PolicyStore policies, HubEvents events, TimeProvider clock, ILogger<Regrading> logger) : BackgroundService
{
    // Timers take no longer ones, and clocks are set.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    // One waiting request covers every other one.
    private readonly Channel<bool> _asked = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Whether Images are being graded.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Asks for a pass; returns at once.</summary>
    public void Ask()
    {
        _asked.Writer.TryWrite(true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Ask();
        while (await AskedOrDueAsync(stoppingToken))
        {
            try
            {
                IsRunning = true;
                var result = await keeper.RegradeAsync(stoppingToken);
                if (result.Graded > 0)
                {
                    Graded(logger, result.Graded, result.Changed, result.Failed);
                }
            }
            catch (Exception failure) when (failure is SqliteException or DbUpdateException)
            {
                // What stands stays; the next crawl or the next policy tries again.
                NotGraded(logger, failure);
            }
            finally
            {
                IsRunning = false;
                events.Publish(HubEvent.GradesChanged);
            }
        }
    }

    /// <summary>Waits until somebody asks, a waiver ends or an announced policy takes over.</summary>
    private async Task<bool> AskedOrDueAsync(CancellationToken cancellationToken)
    {
        while (!_asked.Reader.TryRead(out _))
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var next = await NextAsync(cancellationToken);
            var wait = next - clock.GetUtcNow().UtcDateTime;
            var due = Task.Delay(wait is null || wait > s_longestWait ? s_longestWait : wait > TimeSpan.Zero ? wait.Value : TimeSpan.Zero, clock, waiting.Token);
            var first = await Task.WhenAny(due, _asked.Reader.WaitToReadAsync(waiting.Token).AsTask());
            await waiting.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (first == due && next <= clock.GetUtcNow().UtcDateTime)
            {
                return true;
            }
        }

        return true;
    }

    private async Task<DateTime?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            DateTime?[] moments = [await waivers.NextChangeAsync(cancellationToken), await policies.NextChangeAsync(cancellationToken)];
            return moments.Min();
        }
        catch (SqliteException)
        {
            // Asked again within the hour.
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "Graded {Graded} images again, {Changed} of them changed, {Failed} could not be judged.")]
    private static partial void Graded(ILogger logger, int graded, int changed, int failed);

    [LoggerMessage(LogLevel.Error, "Images could not be graded again.")]
    private static partial void NotGraded(ILogger logger, Exception failure);
}

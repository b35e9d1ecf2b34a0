using System.Threading.Channels;
using ComplianceHub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Web.Setup;

/// <summary>
/// Grades again what a new policy or a new version of the program makes stale, without any crawl: once at every start, and whenever it is asked to.
/// </summary>
public sealed partial class Regrading(GradeKeeper keeper, HubEvents events, ILogger<Regrading> logger) : BackgroundService
{
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
        await foreach (var _ in _asked.Reader.ReadAllAsync(stoppingToken))
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

    [LoggerMessage(LogLevel.Information, "Graded {Graded} images again, {Changed} of them changed, {Failed} could not be judged.")]
    private static partial void Graded(ILogger logger, int graded, int changed, int failed);

    [LoggerMessage(LogLevel.Error, "Images could not be graded again.")]
    private static partial void NotGraded(ILogger logger, Exception failure);
}

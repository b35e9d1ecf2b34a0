using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>
/// The one door to writing: a transaction at a time in this process, and again when another process held the file. SQLite has one writer, so queueing
/// here is cheaper than colliding there.
/// </summary>
public sealed class HubWriter(IDbContextFactory<HubDbContext> contexts) : IDisposable
{
    private const int Attempts = 5;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>Runs <paramref name="work"/> in one transaction on a fresh context; it may run again from the start when the file was busy.</summary>
    public async Task<T> WriteAsync<T>(Func<HubDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await OnceAsync(work, cancellationToken);
                }
                catch (Exception e) when (attempt < Attempts && IsBusy(e))
                {
                    // Microsoft.Data.Sqlite has already waited its command timeout; the next attempt queues anew.
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public Task WriteAsync(Func<HubDbContext, Task> work, CancellationToken cancellationToken) => WriteAsync(
        async context =>
        {
            await work(context);
            return true;
        },
        cancellationToken);

    public void Dispose() => _gate.Dispose();

    private static bool IsBusy(Exception e) =>
        (e as SqliteException ?? e.InnerException as SqliteException)?.SqliteErrorCode is SqliteBusy or SqliteLocked;

    private async Task<T> OnceAsync<T>(Func<HubDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(context);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}

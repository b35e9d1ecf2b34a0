using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>Opens the hub's database: creates it, brings it up to date, and says clearly why it cannot.</summary>
public sealed class HubDatabase(IDbContextFactory<HubDbContext> contexts, HubStorageOptions options)
{
    private const int SqliteBusy = 5;
    private const int SqliteReadOnly = 8;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;

    /// <summary>The file.</summary>
    public string Path => options.DatabasePath;

    /// <summary>Creates the file when there is none and applies migrations; call it once at start, before anything else.</summary>
    /// <exception cref="HubDatabaseException">It is locked, read-only, foreign or newer than the program.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(options.DataFolder);
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await RefuseForeignAsync(context, cancellationToken);

            // EF's migration lock outlives a killed process and is then waited for without end: take it only when there is something to do.
            if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                await context.Database.MigrateAsync(cancellationToken);
            }

            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;", cancellationToken);
        }
        catch (SqliteException e)
        {
            throw Explain(e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new HubDatabaseException(DatabaseTrouble.ReadOnly, $"The data folder {options.DataFolder} cannot be written. Give the program's user the right to write there.", e);
        }
    }

    private async Task RefuseForeignAsync(HubDbContext context, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path) || new FileInfo(Path).Length == 0)
        {
            return;
        }

        var tables = await context.Database
            .SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            .ToListAsync(cancellationToken);
        if (tables.Count > 0 && !tables.Contains("__EFMigrationsHistory"))
        {
            throw new HubDatabaseException(DatabaseTrouble.Foreign, $"{Path} is a SQLite database, but not ComplianceHub's. Name another data folder.");
        }

        if (tables.Count == 0)
        {
            return;
        }

        var applied = await context.Database.GetAppliedMigrationsAsync(cancellationToken);
        var unknown = applied.Except(context.Database.GetMigrations()).FirstOrDefault();
        if (unknown is not null)
        {
            throw new HubDatabaseException(DatabaseTrouble.Newer, $"{Path} was written by a newer version of ComplianceHub (migration {unknown}). Start that version, or restore a backup.");
        }
    }

    private HubDatabaseException Explain(SqliteException e) => e.SqliteErrorCode switch
    {
        SqliteBusy => new(DatabaseTrouble.Locked, $"{Path} is locked by another process. Only one ComplianceHub may use a data folder.", e),
        SqliteReadOnly or SqliteCannotOpen => new(DatabaseTrouble.ReadOnly, $"{Path} cannot be written. Give the program's user the right to write to the file and its folder.", e),
        SqliteNotADatabase => new(DatabaseTrouble.Foreign, $"{Path} is not a SQLite database. Move it away, or name another data folder.", e),
        _ => new(DatabaseTrouble.Foreign, $"{Path} cannot be used: {e.Message}", e),
    };
}

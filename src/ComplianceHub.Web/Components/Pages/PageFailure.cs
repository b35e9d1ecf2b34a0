using ComplianceHub.Storage;
using Microsoft.Data.Sqlite;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>A failure in words for people: what failed, what still stands and what to do.</summary>
public sealed record PageFailure(string Title, string Advice, string Trace)
{
    public static PageFailure Of(Exception failure, string trace)
    {
        return Cause(failure) switch
        {
            HubDatabaseException trouble => new("The database cannot be used", trouble.Message, trace),
            SqliteException { SqliteErrorCode: 5 or 6 } => new(
                "The database is locked",
                "Another process holds it. Nothing is lost: the last grades stand. Try again in a moment, or stop the other process.",
                trace),
            SqliteException { SqliteErrorCode: 8 } => new(
                "The database is read-only",
                "Nothing is lost, and what is stored can be read. Give the hub's user the right to write the data folder, then try again.",
                trace),
            _ => new("This page could not be read", "Nothing was changed, and no score depends on it. Try again; the log has the details under the number below.", trace),
        };
    }

    // EF wraps what SQLite says in exceptions of its own.
    private static Exception Cause(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqliteException or HubDatabaseException)
            {
                return cause;
            }
        }

        return failure;
    }
}

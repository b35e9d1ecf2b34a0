using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Storage;

internal static class Auditing
{
    /// <summary>Adds an entry to the append-only log, saved with the change it tells of.</summary>
    public static void Audit(this HubDbContext context, TimeProvider clock, string actor, string action, string subject, string? before, string? after) =>
        context.AuditEntries.Add(new AuditEntry
        {
            At = clock.GetUtcNow().UtcDateTime,
            Actor = actor,
            Action = action,
            Subject = subject,
            Before = before,
            After = after,
        });
}

using System.Text;
using ComplianceHub.Storage.Entities;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>What people say of a source. <paramref name="Secret"/> null keeps the stored one; empty removes it.</summary>
public sealed record ConnectionDraft(
    string Kind, string Name, string Location, string? HostAlias, string? UserName, string? Secret, bool WithHistory, bool IsInternal);

/// <summary>The sources that are crawled, and their secrets at rest.</summary>
public sealed class ConnectionStore(IDbContextFactory<HubDbContext> contexts, HubWriter writer, IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector _protector = protection.CreateProtector("ComplianceHub.Connections.v1");

    /// <summary>All, by name.</summary>
    public async Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Connections.AsNoTracking().OrderBy(c => c.Name).ToListAsync(cancellationToken);
    }

    public async Task<Connection?> FindAsync(int id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Connections.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellationToken);
    }

    /// <summary>The secret in clear, for one crawl; null when there is none.</summary>
    public string? Reveal(Connection connection) =>
        connection.ProtectedSecret is null ? null : Encoding.UTF8.GetString(_protector.Unprotect(connection.ProtectedSecret));

    /// <summary>Adds a source; one of the same name is changed instead.</summary>
    /// <returns>Its id.</returns>
    public Task<int> SaveAsync(ConnectionDraft draft, string actor, CancellationToken cancellationToken) => writer.WriteAsync(
        async context =>
        {
            var connection = await context.Connections.FirstOrDefaultAsync(c => c.Name == draft.Name, cancellationToken);
            var isNew = connection is null || connection.Kind != draft.Kind;
            if (connection is not null && isNew)
            {
                throw new ArgumentException($"A source named {draft.Name} of another kind is there already.", nameof(draft));
            }

            connection ??= context.Connections.Add(
                new Connection { Kind = draft.Kind, Name = draft.Name, Location = draft.Location, CreatedAt = clock.GetUtcNow().UtcDateTime }).Entity;
            connection.Location = draft.Location;
            connection.HostAlias = draft.HostAlias;
            connection.UserName = draft.UserName;
            connection.WithHistory = draft.WithHistory;
            connection.IsInternal = draft.IsInternal;
            if (draft.Secret is not null)
            {
                connection.ProtectedSecret = draft.Secret.Length == 0 ? null : _protector.Protect(Encoding.UTF8.GetBytes(draft.Secret));
            }

            await context.SaveChangesAsync(cancellationToken);
            context.Audit(clock, actor, isNew ? "source.added" : "source.changed", $"source/{connection.Id}", null, $"{draft.Kind} {draft.Location}");
            return connection.Id;
        },
        cancellationToken);

    /// <summary>Removes a source and its runs. What it found stays until two complete sweeps of another source miss it; nothing of a score is lost.</summary>
    public Task RemoveAsync(int id, string actor, CancellationToken cancellationToken) => writer.WriteAsync(
        async context =>
        {
            var name = await context.Connections.Where(c => c.Id == id).Select(c => c.Name).FirstOrDefaultAsync(cancellationToken);
            if (name is not null)
            {
                await context.Connections.Where(c => c.Id == id).ExecuteDeleteAsync(cancellationToken);
                context.Audit(clock, actor, "source.removed", $"source/{id}", name, null);
            }
        },
        cancellationToken);
}

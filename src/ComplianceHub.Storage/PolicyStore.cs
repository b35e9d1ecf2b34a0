using ComplianceHub.Grading.Checklist;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>Published policies: immutable, numbered from 1.</summary>
public sealed class PolicyStore(IDbContextFactory<HubDbContext> contexts, HubWriter writer, HubEvents events, TimeProvider clock)
{
    private Policy? _current;

    /// <summary>The newest version; the default policy (version 0) when none is published.</summary>
    public async Task<Policy> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_current is { } known)
        {
            return known;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await context.PolicyVersions.AsNoTracking().OrderByDescending(p => p.Version).FirstOrDefaultAsync(cancellationToken);
        return newest is null ? Policy.Default : _current = Read(newest);
    }

    /// <summary>Null when there is no such version.</summary>
    public async Task<Policy?> FindAsync(int version, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.PolicyVersions.AsNoTracking().FirstOrDefaultAsync(p => p.Version == version, cancellationToken);
        return found is null ? null : Read(found);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<PolicyVersion>> VersionsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.PolicyVersions.AsNoTracking().OrderByDescending(p => p.Version).ToListAsync(cancellationToken);
    }

    /// <summary>Publishes version 1 with the organisation's registries unless a version is there already.</summary>
    public Task<Policy> EnsureFirstAsync(IReadOnlyCollection<string> registries, string author, CancellationToken cancellationToken) =>
        AddAsync(Policy.Default with { Registries = [.. registries] }, author, "The first policy: the checklist as it comes.", onlyFirst: true, cancellationToken);

    /// <summary>Publishes the policy as the next version (its own number is ignored) and returns it as published.</summary>
    /// <exception cref="ArgumentException">It is not sound; the message names each property with its reason.</exception>
    public Task<Policy> PublishAsync(Policy policy, string author, string? note, CancellationToken cancellationToken) =>
        AddAsync(policy, author, note, onlyFirst: false, cancellationToken);

    // Published is published: a rule that this program no longer has is passed over.
    private static Policy Read(PolicyVersion version) => PolicyJson.Read(version.Json).Policy with { Version = version.Version };

    private async Task<Policy> AddAsync(Policy policy, string author, string? note, bool onlyFirst, CancellationToken cancellationToken)
    {
        if (PolicyJson.Check(policy) is { IsEmpty: false } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(policy));
        }

        _current = await writer.WriteAsync(
            async context =>
            {
                var newest = await context.PolicyVersions.OrderByDescending(p => p.Version).FirstOrDefaultAsync(cancellationToken);
                if (newest is not null && onlyFirst)
                {
                    return Read(newest);
                }

                var published = policy with { Version = (newest?.Version ?? 0) + 1 };
                context.PolicyVersions.Add(new PolicyVersion
                {
                    Version = published.Version,
                    Json = PolicyJson.Write(published),
                    Author = author,
                    Note = note,
                    PublishedAt = clock.GetUtcNow().UtcDateTime,
                });
                context.Audit(clock, author, "policy.published", $"policy/{published.Version}", newest is null ? null : $"version {newest.Version}", note);
                return published;
            },
            cancellationToken);
        events.Publish(HubEvent.GradesChanged);
        return _current;
    }
}

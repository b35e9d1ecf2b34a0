using ComplianceHub.Grading.Checklist;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>
/// Policies: versions are immutable and numbered from 1, each with the moment from which on it grades; drafts grade nothing. In force is the newest version
/// whose moment has come.
/// </summary>
public sealed class PolicyStore(IDbContextFactory<HubDbContext> contexts, HubWriter writer, HubEvents events, TimeProvider clock)
{
    private InForce? _current;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>The version in force; the default policy (version 0) when there is none.</summary>
    public async Task<Policy> CurrentAsync(CancellationToken cancellationToken)
    {
        if (_current is { } known && !(known.Until <= Now))
        {
            return known.Policy;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = Now;
        var newest = await context.PolicyVersions.AsNoTracking().Where(p => p.EnforcedAt <= now).OrderByDescending(p => p.Version).FirstOrDefaultAsync(cancellationToken);
        if (newest is null)
        {
            return Policy.Default;
        }

        var current = new InForce(Read(newest), await context.PolicyVersions.Where(p => p.EnforcedAt > now).MinAsync(p => (DateTime?)p.EnforcedAt, cancellationToken));
        _current = current;
        return current.Policy;
    }

    /// <summary>When the next announced version begins to grade; null when none is announced.</summary>
    public async Task<DateTime?> NextChangeAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = Now;
        return await context.PolicyVersions.Where(p => p.EnforcedAt > now).MinAsync(p => (DateTime?)p.EnforcedAt, cancellationToken);
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

    /// <summary>Newest change first.</summary>
    public async Task<IReadOnlyList<PolicyDraft>> DraftsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.PolicyDrafts.AsNoTracking().OrderByDescending(d => d.ChangedAt).ThenByDescending(d => d.Id).ToListAsync(cancellationToken);
    }

    /// <summary>A draft and its policy; null when there is none.</summary>
    public async Task<(PolicyDraft Draft, Policy Policy)?> FindDraftAsync(int id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.PolicyDrafts.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancellationToken);
        return found is null ? null : (found, PolicyJson.Read(found.Json).Policy);
    }

    /// <summary>Begins a draft from the policy in force.</summary>
    /// <returns>Its id.</returns>
    public async Task<int> BeginDraftAsync(string author, CancellationToken cancellationToken)
    {
        var current = await CurrentAsync(cancellationToken);
        return await writer.WriteAsync(
            async context =>
            {
                var draft = context.PolicyDrafts.Add(new PolicyDraft { BasedOn = current.Version, Json = PolicyJson.Write(current), Author = author, ChangedAt = Now }).Entity;
                await context.SaveChangesAsync(cancellationToken);
                return draft.Id;
            },
            cancellationToken);
    }

    /// <summary>Saves a draft. A draft that is gone stays gone.</summary>
    /// <exception cref="ArgumentException">The policy is not sound; the message names each property with its reason.</exception>
    public Task SaveDraftAsync(int id, Policy policy, string author, CancellationToken cancellationToken)
    {
        Check(policy);
        return writer.WriteAsync(
            async context =>
            {
                if (await context.PolicyDrafts.FirstOrDefaultAsync(d => d.Id == id, cancellationToken) is { } draft)
                {
                    (draft.Json, draft.Author, draft.ChangedAt) = (PolicyJson.Write(policy), author, Now);
                }
            },
            cancellationToken);
    }

    public Task DiscardDraftAsync(int id, CancellationToken cancellationToken) =>
        writer.WriteAsync(context => context.PolicyDrafts.Where(d => d.Id == id).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>Publishes version 1 with the organisation's registries unless a version is there already.</summary>
    public Task<Policy> EnsureFirstAsync(IReadOnlyCollection<string> registries, string author, CancellationToken cancellationToken) =>
        AddAsync(Policy.Default with { Registries = [.. registries] }, author, "The first policy: the checklist as it comes.", null, null, onlyFirst: true, cancellationToken);

    /// <summary>Publishes the policy as the next version (its own number is ignored) and returns it as published.</summary>
    /// <exception cref="ArgumentException">It is not sound; the message names each property with its reason.</exception>
    public Task<Policy> PublishAsync(Policy policy, string author, string? note, CancellationToken cancellationToken) =>
        AddAsync(policy, author, note, null, null, onlyFirst: false, cancellationToken);

    /// <summary>Publishes a draft, which is then gone.</summary>
    /// <param name="enforcedAt">From when on it grades, in the future: until then it is announced and costs nobody a point. Null is now.</param>
    /// <returns>The policy as published; null when the draft is gone.</returns>
    /// <exception cref="ArgumentException">It is not sound; the message names each property with its reason.</exception>
    public async Task<Policy?> PublishDraftAsync(int id, string author, string? note, DateTime? enforcedAt, CancellationToken cancellationToken) =>
        await FindDraftAsync(id, cancellationToken) is { } draft ? await AddAsync(draft.Policy, author, note, enforcedAt, id, onlyFirst: false, cancellationToken) : null;

    // Published is published: a rule that this program no longer has is passed over.
    private static Policy Read(PolicyVersion version) => PolicyJson.Read(version.Json).Policy with { Version = version.Version };

    private static void Check(Policy policy)
    {
        if (PolicyJson.Check(policy) is { IsEmpty: false } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(policy));
        }
    }

    private async Task<Policy> AddAsync(
        Policy policy, string author, string? note, DateTime? enforcedAt, int? draft, bool onlyFirst, CancellationToken cancellationToken)
    {
        Check(policy);
        var result = await writer.WriteAsync(
            async context =>
            {
                var newest = await context.PolicyVersions.OrderByDescending(p => p.Version).FirstOrDefaultAsync(cancellationToken);
                if (newest is not null && onlyFirst)
                {
                    return Read(newest);
                }

                var now = Now;
                var published = policy with { Version = (newest?.Version ?? 0) + 1 };
                var enforced = enforcedAt > now ? enforcedAt.Value : now;
                context.PolicyVersions.Add(new PolicyVersion
                {
                    Version = published.Version,
                    Json = PolicyJson.Write(published),
                    Author = author,
                    Note = note,
                    PublishedAt = now,
                    EnforcedAt = enforced,
                });
                await context.PolicyDrafts.Where(d => d.Id == draft).ExecuteDeleteAsync(cancellationToken);
                context.Audit(clock, author, enforced > now ? "policy.announced" : "policy.published", $"policy/{published.Version}", newest is null ? null : $"version {newest.Version}", note);
                return published;
            },
            cancellationToken);
        _current = null;
        events.Publish(HubEvent.GradesChanged);
        return result;
    }

    /// <param name="Until">When an announced version takes over; null when none is announced.</param>
    private sealed record InForce(Policy Policy, DateTime? Until);
}

using ComplianceHub.Grading.Checklist;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>Published policies: immutable, numbered from 1.</summary>
public sealed class PolicyStore(IDbContextFactory<HubDbContext> contexts, HubWriter writer, HubEvents events, TimeProvider clock)
{
    /// <summary>The newest version; the default policy (version 0) when none is published.</summary>
    public Task<Policy> CurrentAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Null when there is no such version.</summary>
    public Task<Policy?> FindAsync(int version, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<PolicyVersion>> VersionsAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Publishes version 1 with the organisation's registries unless a version is there already.</summary>
    public Task<Policy> EnsureFirstAsync(IReadOnlyCollection<string> registries, string author, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Publishes the policy as the next version (its own number is ignored) and returns it as published.</summary>
    /// <exception cref="ArgumentException">Its budgets do not sum to 10,000, or a band is out of order.</exception>
    public Task<Policy> PublishAsync(Policy policy, string author, string? note, CancellationToken cancellationToken) => throw new NotImplementedException();
}

namespace ComplianceHub.Storage.Entities;

/// <summary>A policy that somebody is working on: it grades nothing.</summary>
public sealed class PolicyDraft
{
    public int Id { get; init; }

    /// <summary>The version that it began as.</summary>
    public int BasedOn { get; init; }

    /// <summary>The policy as <see cref="Grading.Checklist.PolicyJson"/> writes it.</summary>
    public required string Json { get; set; }

    public required string Author { get; set; }

    public DateTime ChangedAt { get; set; }
}

using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules;

/// <summary>The parts of a policy that rules read.</summary>
[Flags]
public enum PolicyParts
{
    None = 0,
    Registries = 1,

    /// <summary>Required and allowed labels.</summary>
    Labels = 2,
    ImageSize = 4,
}

/// <summary>How a rule's findings count.</summary>
public enum RuleKind
{
    /// <summary>Answers its criterion: a failure costs a stated share of the budget and may hold the letter down.</summary>
    Question,

    /// <summary>Occurrences: n of them cost n / (n + 3) of what the questions left of the budget.</summary>
    Counting,

    /// <summary>Costs nothing.</summary>
    Advisory,
}

/// <summary>A share of a criterion's budget as an exact fraction.</summary>
public readonly record struct Share(int Numerator, int Denominator)
{
    public static Share Whole { get; } = new(1, 1);

    public static Share Half { get; } = new(1, 2);

    /// <summary>⌊budget · share⌋ in basis points, never more than the budget.</summary>
    public int Of(int budget) => Math.Min(budget, (int)((long)budget * Numerator / Denominator));
}

/// <summary>How the shares of several findings of one question rule combine.</summary>
public enum ShareCombination
{
    /// <summary>The largest counts.</summary>
    Largest,

    /// <summary>They add up, to the whole at most.</summary>
    Sum,
}

/// <summary>What a rule is: its identity and how it counts. Its page (why, samples, fix) is the Markdown file beside its class.</summary>
/// <param name="Id">Stable and speaking, for instance <c>user-root</c>.</param>
/// <param name="Title">What is wrong when it fails, as a short sentence without a full stop.</param>
public sealed record RuleDescriptor(string Id, string Title, Criterion Criterion, RuleKind Kind, Severity Severity)
{
    /// <summary>Share of the budget that a finding costs unless it states its own (question rules only).</summary>
    public Share Share { get; init; } = Share.Whole;

    public ShareCombination Combination { get; init; } = ShareCombination.Largest;

    /// <summary>What of the policy its answers depend on; with everything else of a policy they stay as they are.</summary>
    public PolicyParts Reads { get; init; }

    /// <summary>Ids of the same rule in other tools, for instance <c>DL3002</c>, <c>DS-0002</c>, <c>CKV_DOCKER_8</c>.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Pages of the specification or vendor that the rule rests on.</summary>
    public ImmutableArray<string> Links { get; init; } = [];
}

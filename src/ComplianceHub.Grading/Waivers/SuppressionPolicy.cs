using System.Collections.Immutable;

namespace ComplianceHub.Grading.Waivers;

/// <summary>
/// What an organisation lets comments in Dockerfiles do. A comment that it allows waives what it names: the effective score takes it as passed, the
/// raw score does not. All others are listed and change nothing.
/// </summary>
public sealed record SuppressionPolicy
{
    /// <summary>Stands for every rule in <see cref="Rules"/>.</summary>
    public const string EveryRule = "*";

    /// <summary>Dialects whose comments count.</summary>
    public ImmutableSortedSet<InlineIgnoreDialect> Dialects { get; init; } = [];

    /// <summary>Ids of the rules that may be suppressed, or <see cref="EveryRule"/>.</summary>
    public ImmutableSortedSet<string> Rules { get; init; } = [EveryRule];

    /// <summary>Ids of rules that may not, whatever <see cref="Rules"/> says.</summary>
    public ImmutableSortedSet<string> ExceptRules { get; init; } = [];

    /// <summary>Whether a comment without a reason does not count.</summary>
    public bool RequireReason { get; init; }

    public static SuppressionPolicy None { get; } = new();

    /// <summary>Why a comment of this dialect may not suppress this rule; null when it may.</summary>
    /// <param name="reason">The reason that the comment gives, or null.</param>
    public string? Refuse(InlineIgnoreDialect dialect, string ruleId, string? reason) =>
        !Dialects.Contains(dialect) ? "the policy allows no such comments"
        : ExceptRules.Contains(ruleId) || !(Rules.Contains(EveryRule) || Rules.Contains(ruleId)) ? $"the policy does not let {ruleId} be suppressed"
        : RequireReason && string.IsNullOrWhiteSpace(reason) ? "the policy asks for a reason"
        : null;
}

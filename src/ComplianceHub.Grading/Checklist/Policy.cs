using System.Collections.Immutable;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Checklist;

/// <summary>
/// What an organisation asks of its images, and what each criterion weighs. Immutable once published; a change is a new version.
/// <see cref="PolicyJson"/> is its one written form, for the store and for files alike.
/// </summary>
public sealed record Policy
{
    /// <summary>1 for the first; the default policy that nobody published is 0.</summary>
    public int Version { get; init; }

    /// <summary>Budget of each criterion in basis points, by criterion id; sums to exactly 10,000. A criterion that is absent weighs nothing.</summary>
    public ImmutableSortedDictionary<string, int> Budgets { get; init; } =
        Criterion.All.ToImmutableSortedDictionary(c => c.Id, c => c.DefaultBudget, StringComparer.Ordinal);

    /// <summary>Smallest score (basis points) of A, B, C and D.</summary>
    public GradeBands Bands { get; init; } = GradeBands.Default;

    /// <summary>Registries (host, or host/path prefix) that images may come from; empty means not named yet: own-registry is then not collected.</summary>
    public ImmutableArray<string> Registries { get; init; } = [];

    /// <summary>Largest compressed size in bytes.</summary>
    public long ImageSizeBudget { get; init; } = 500_000_000;

    /// <summary>
    /// Required labels; an entry with <c>|</c> lists alternatives of which one suffices.
    /// </summary>
    public ImmutableArray<string> RequiredLabels { get; init; } =
    [
        "org.opencontainers.image.authors|maintainer", "org.opencontainers.image.source", "org.opencontainers.image.revision",
    ];

    /// <summary>Labels that may stand beside the required ones, by key or by its beginning and <c>*</c>; empty allows every label.</summary>
    public ImmutableArray<string> AllowedLabels { get; init; } = [];

    /// <summary>Globs of Dockerfile paths left out of scoring, visibly.</summary>
    public ImmutableArray<string> ExcludedPaths { get; init; } =
    [
        "**/test/**", "**/tests/**", "**/testdata/**", "**/example/**", "**/examples/**", "**/sample/**", "**/samples/**",
        "**/template/**", "**/templates/**", "**/.devcontainer/**", "**/vendor/**", "**/node_modules/**",
    ];

    /// <summary>Rules switched off, by id.</summary>
    public ImmutableSortedSet<string> DisabledRules { get; init; } = [];

    /// <summary>
    /// The severity of all findings of a rule, by rule id, where it is not the rule's own. It moves no points; as a letter is held down by open
    /// question rules of high and critical severity, it decides whether such a rule holds.
    /// </summary>
    public ImmutableSortedDictionary<string, Severity> Severities { get; init; } = ImmutableSortedDictionary.Create<string, Severity>(StringComparer.Ordinal);

    /// <summary>Which comments in Dockerfiles may suppress findings; none by default.</summary>
    public SuppressionPolicy Suppressions { get; init; } = SuppressionPolicy.None;

    /// <summary>For how long findings may be waived.</summary>
    public WaiverLimits WaiverDays { get; init; } = WaiverLimits.Default;

    public static Policy Default { get; } = new();

    /// <summary>The severity of a finding.</summary>
    /// <param name="own">The finding's own; null when it has the rule's.</param>
    public Severity SeverityOf(RuleDescriptor rule, Severity? own) => Severities.TryGetValue(rule.Id, out var set) ? set : own ?? rule.Severity;

    public int BudgetOf(Criterion criterion) => Budgets.TryGetValue(criterion.Id, out var budget) ? budget : 0;
}

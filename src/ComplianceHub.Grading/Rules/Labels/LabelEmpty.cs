using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>A label without a value. Required ones are left to <see cref="LabelMissing"/>.</summary>
public sealed class LabelEmpty : LabelValueRule
{
    public override RuleDescriptor Descriptor { get; } = new("label-empty", "A label is empty", Criterion.Labels, RuleKind.Counting, Severity.Low) { Aliases = ["DL3051"], Reads = PolicyParts.Labels };

    protected override bool Concerns(string key, Policy policy) => !policy.RequiredLabels.Any(entry => entry.Split('|').Contains(key));

    protected override string? ProblemOf(string key, string value) => string.IsNullOrWhiteSpace(value) ? "is empty" : null;
}

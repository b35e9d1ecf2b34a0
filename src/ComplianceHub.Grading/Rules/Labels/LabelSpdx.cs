using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>The label for the licence does not hold an SPDX expression.</summary>
public sealed class LabelSpdx : LabelValueRule
{
    public override RuleDescriptor Descriptor { get; } = new("label-spdx", "The label for the licence holds no SPDX expression", Criterion.Labels, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3054"],
        Links = ["https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/", "https://spdx.org/licenses/"],
    };

    protected override bool Concerns(string key, Policy policy) => key is "org.opencontainers.image.licenses" or "org.label-schema.license";

    protected override string? ProblemOf(string key, string value) => value.Length == 0 || SpdxExpression.IsValid(value) ? null : "is no SPDX expression";
}

using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>A label that is not on the policy's list. Silent as long as there is no list.</summary>
public sealed class LabelExtra : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("label-extra", "A label is not on the organisation's list", Criterion.Labels, RuleKind.Counting, Severity.Low)
    {
        Reads = PolicyParts.Labels,
        Aliases = ["DL3050"],
        Links = ["https://docs.docker.com/engine/manage-resources/labels/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => Judge(context.Policy,
        () => LabelReader.Declared(target).Where(l => !IsAllowed(context.Policy, l.Key)).Select(l => l.Report($"Label {l.Key} is not on the list.")));

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => Judge(context.Policy,
        () => LabelReader.Shipped(platform.Config).Where(l => !IsAllowed(context.Policy, l.Key)).Select(l => new RuleFinding($"The image's label {l.Key} is not on the list.", l.Key)));

    private static RuleAnswer Judge(Policy policy, Func<IEnumerable<RuleFinding>> findings) =>
        policy.AllowedLabels.IsEmpty ? RuleAnswer.NotApplicable("The policy allows every label.") : RuleAnswer.Of(findings());

    /// <summary>What is required is allowed as well.</summary>
    private static bool IsAllowed(Policy policy, string key) => policy.RequiredLabels.Any(entry => entry.Split('|').Contains(key)) || policy.AllowedLabels.Any(allowed =>
        allowed.EndsWith('*') ? key.AsSpan().StartsWith(allowed.AsSpan(0, allowed.Length - 1), StringComparison.Ordinal) : allowed == key);
}

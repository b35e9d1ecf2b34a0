using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>A label that the organisation requires is not there, or empty.</summary>
public sealed class LabelMissing : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("label-missing", "A required label is missing", Criterion.Labels, RuleKind.Question, Severity.Low)
    {
        Reads = PolicyParts.Labels,
        Combination = ShareCombination.Sum,
        Aliases = ["DL3049"],
        Links = ["https://github.com/opencontainers/image-spec/blob/main/annotations.md"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        var present = LabelReader.Declared(target).GroupBy(l => l.Key).Select(g => g.Last()).Where(l => l.Value.Length > 0).Select(l => l.Key).ToHashSet(StringComparer.Ordinal);
        return Judge(context.Policy, present, target.Stage);
    }

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) =>
        Judge(context.Policy, LabelReader.Shipped(platform.Config).Where(l => l.Value.Length > 0).Select(l => l.Key).ToHashSet(StringComparer.Ordinal), null);

    private static RuleAnswer Judge(Policy policy, HashSet<string> present, Stage? stage)
    {
        var required = policy.RequiredLabels;
        return required.IsEmpty ? RuleAnswer.NotApplicable("The policy requires no labels.") : RuleAnswer.Of(required
            .Where(entry => !entry.Split('|').Any(present.Contains))
            .Select(entry => new RuleFinding($"Label {entry.Replace("|", " or ", StringComparison.Ordinal)} is missing.", entry)
            {
                Share = new(1, required.Length),
                Remediation = $"Add LABEL {entry.Split('|')[0]}=… to the stage that ships.",
                Fix = stage is null ? [] : new(() => Repair(stage, entry.Split('|')[0])),
            }));
    }

    /// <summary>At the end of the stage, for a value that changes with each build spoils the cache of what follows it. What nobody knows comes from a build argument.</summary>
    private static ImmutableArray<TextEdit> Repair(Stage stage, string key)
    {
        var argument = "IMAGE_" + new string([.. key[(key.LastIndexOf('.') + 1)..].Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_')]);
        while (stage.Scope.Variables.ContainsKey(argument))
        {
            argument += "_LABEL";
        }

        return LineEdits.AtEnd(stage, $"ARG {argument}", $"LABEL {key}=\"${argument}\"");
    }
}

using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Users;

/// <summary>A password is set while building: it is the same in every container, and in the history.</summary>
public sealed class Chpasswd : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("chpasswd", "A password is set in the image", Criterion.NonRoot, RuleKind.Counting, Severity.Medium) { Aliases = ["CKV2_DOCKER_17"] };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(NeededStages.CommandsOf(target)
        .Where(c => c.Command.Name == "chpasswd" || (c.Command.Name == "passwd" && c.Command.Arguments.Any(a => a.Value == "--stdin")))
        .Select(c => c.Step.Report(c.Command, $"{c.Command.Name} gives an account of the image a password.", c.Command.Name)
            with { Remediation = "Leave the account without a password; containers are entered by their runtime, not by a login." }));
}

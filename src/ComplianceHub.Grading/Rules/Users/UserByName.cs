using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Users;

/// <summary>A user by name: an orchestrator that demands a non-root user can only prove it of a number.</summary>
public sealed class UserByName : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("user-by-name", "User is a name, not a number", Criterion.NonRoot, RuleKind.Advisory, Severity.Low)
    {
        Aliases = ["DL3066"],
        Links = ["https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        if (target.Stage is not { } final || EffectiveUser.Of(final) is not { Instruction: { } instruction, Text: { } text })
        {
            return RuleAnswer.NotApplicable("No USER is set, or its value is not known.");
        }

        return RuleAnswer.Of(IsName(text) ? [RuleFinding.At(instruction, $"USER {text} is a name: runAsNonRoot cannot check it.", "user")] : []);
    }

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) =>
        RuleAnswer.Of(IsName(platform.Config.User) ? [new($"The image's config names the user {platform.Config.User}: runAsNonRoot cannot check it.", "user")] : []);

    private static bool IsName(string user) => !EffectiveUser.IsRoot(user) && !EffectiveUser.IsNumeric(user);
}

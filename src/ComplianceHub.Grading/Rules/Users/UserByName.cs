using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
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

        return RuleAnswer.Of(IsName(text) ? 
        [
            RuleFinding.At(instruction, $"USER {text} is a name: runAsNonRoot cannot check it.", "user") with
            {
                Remediation = "Write the user's number.",
                Fix = new(() => Repair(final, instruction, text)),
            },
        ] : []);
    }

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) =>
        RuleAnswer.Of(IsName(platform.Config.User) ? [new($"The image's config names the user {platform.Config.User}: runAsNonRoot cannot check it.", "user")] : []);

    /// <summary>Where the name is literal and its number known; a group stays as it is.</summary>
    private static ImmutableArray<TextEdit> Repair(Stage final, UserInstruction instruction, string text)
    {
        var name = text.Split(':')[0];
        return instruction.User.Text.StartsWith(name, StringComparison.Ordinal) && instruction.User.Text.Length == instruction.User.Span.Length && KnownUsers.NumberOf(final, name) is { } number
            ? [new(new(instruction.User.Span.Start, name.Length), number)] : [];
    }

    private static bool IsName(string user) => !EffectiveUser.IsRoot(user) && !EffectiveUser.IsNumeric(user);
}

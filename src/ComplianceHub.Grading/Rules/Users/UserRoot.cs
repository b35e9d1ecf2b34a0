using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Users;

/// <summary>What ships runs as root: by its last USER, by inheritance, or because nobody says otherwise.</summary>
public sealed class UserRoot : Rule
{
    private const string Locus = "user";

    private const string Advice = "End the final stage with a numeric USER, for instance USER 10001, and give that user what it has to write.";

    public override RuleDescriptor Descriptor { get; } = new("user-root", "Container runs as root", Criterion.NonRoot, RuleKind.Question, Severity.High)
    {
        Aliases = ["DL3002", "DS-0002", "CKV_DOCKER_3", "CKV_DOCKER_8", "CIS-DI-0001", "CIS-4.1", "KICS Missing User Instruction", "KICS Last User Is root"],
        Links = ["https://docs.docker.com/reference/dockerfile/#user"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        if (target.Stage is not { } final)
        {
            return RuleAnswer.NotApplicable("No stage ships.");
        }

        var user = EffectiveUser.Of(final);
        if (user.Instruction is { } instruction)
        {
            return user.Text is null
                ? RuleAnswer.Of([RuleFinding.At(instruction, $"Who runs in it cannot be known: USER {instruction.User.Text} has no value in this file{Names(user.Missing)}.", Locus) with { IsUnknown = true }])
                : EffectiveUser.IsRoot(user.Text) ? Root(final, instruction, Shown(instruction, user.Text), context)
                : RuleAnswer.Pass;
        }

        var from = user.Stage.From;
        return user.Stage.Base switch
        {
            StageBase.External external => JudgeBase(final, from, external.Reference, context),
            StageBase.Unknown unknown => RuleAnswer.Of([RuleFinding.At(from, $"No USER is set, and the base cannot be known: {unknown.Reason}.", Locus) with { IsUnknown = true }]),
            _ => Root(final, from, "No USER is set, and scratch has none: it runs as root.", context),
        };
    }

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context)
    {
        var user = platform.Config.User;
        var isWindows = platform.Config.Os.Equals("windows", StringComparison.OrdinalIgnoreCase);
        if (isWindows && user.Length == 0)
        {
            return null;
        }

        return EffectiveUser.IsRoot(user)
            ? RuleAnswer.Of([new(user.Length == 0 ? "The image's config names no user, so it runs as root." : $"The image's config says user {user}: that is root.", Locus) { Remediation = Advice }])
            : RuleAnswer.Pass;
    }

    private static RuleAnswer JudgeBase(Stage final, FromInstruction from, ImageReference reference, RuleContext context) => context.FindBase(reference)?.User switch
    {
        null => RuleAnswer.NotCollected($"No USER is set, and it is not known who runs in {reference.Familiar}: neither its config was crawled nor does the table of well-known bases have it."),
        var user when EffectiveUser.IsRoot(user) => Root(final, from, $"No USER is set, and {reference.Familiar} runs as root.", context),
        _ => RuleAnswer.Pass,
    };

    private static RuleAnswer Root(Stage final, Instruction place, string message, RuleContext context) => RuleAnswer.Of([RuleFinding.At(place, message, Locus) with
    {
        Remediation = RootNeed.Of(final) is { } need ? $"{Advice} A USER alone would not do: {need}." : Advice,
        Fix = new(() => UserFix.For(final, place as UserInstruction, context)),
    }]);

    private static string Shown(UserInstruction instruction, string expanded) => instruction.User.Text == expanded || !instruction.User.Text.Contains('$', StringComparison.Ordinal)
        ? $"The last USER is {expanded}: that is root."
        : $"The last USER is {instruction.User.Text}, which is {(expanded.Length == 0 ? "empty" : expanded)} by default: that is root.";

    private static string Names(string missing) => missing.Length == 0 ? "" : $" ({missing})";
}

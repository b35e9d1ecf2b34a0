using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Users;

/// <summary>COPY --chown gives what ships to the very user that runs it, who may then overwrite it.</summary>
public sealed class CopyChown : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("copy-chown", "The user that runs the image owns its files", Criterion.NonRoot, RuleKind.Advisory, Severity.Low)
    {
        Aliases = ["KICS Chown Flag Exists"],
        Links = ["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        if (target.Stage is not { } final || EffectiveUser.Of(final) is not { Text: { Length: > 0 } user } || EffectiveUser.IsRoot(user))
        {
            return RuleAnswer.NotApplicable("No user but root is known to run it.");
        }

        return RuleAnswer.Of(final.Lineage().Reverse().SelectMany(s => s.Instructions.OfType<TransferInstruction>()
            .Where(t => t.FlagValue("chown") is { } owner && s.ScopeAt(t).Expand(owner, target.Dockerfile.Escape).Text is { } known && NameOf(known) == NameOf(user))
            .Select(t => RuleFinding.At(t, $"{t.Name} gives {t.Destination.Text} to {NameOf(user)}, who runs the image and may change it.", t.Destination.Text) with
            {
                Span = t.Flags.First(f => f.Name.Equals("chown", StringComparison.OrdinalIgnoreCase)).Span,
                Remediation = "Leave --chown away where the program only reads and executes; give it the directories that it writes.",
            })));
    }

    private static string NameOf(string user) => user.Split(':', 2)[0].Trim();
}

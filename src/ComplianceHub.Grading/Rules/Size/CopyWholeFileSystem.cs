using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Size;

/// <summary><c>COPY --from=x / /</c> takes a whole file system along, build tools and all.</summary>
public sealed class CopyWholeFileSystem : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("copy-whole-fs", "A whole file system is copied", Criterion.ImageSize, RuleKind.Counting, Severity.Low) { Aliases = ["DL3067"] };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(NeededStages.Of(target)
        .Where(s => s.Base is not StageBase.Scratch)
        .SelectMany(s => s.Instructions.OfType<CopyInstruction>())
        .Where(c => c.From is not null && c.Destination.Text == "/" && c.Sources is [{ Text: "/" or "/." or "/*" }])
        .Select(c => RuleFinding.At(c, $"Everything of {c.From} is copied over this stage.", $"--from={PulledName(c.From!)}")));

    private static string PulledName(string from) => BaseImages.PulledImages.WithoutTag(from);
}

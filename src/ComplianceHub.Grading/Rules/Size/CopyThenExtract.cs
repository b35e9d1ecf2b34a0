using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Size;

/// <summary>An archive is copied in and unpacked by a later RUN: both the archive and its content stay in layers.</summary>
public sealed class CopyThenExtract : Rule
{
    private static readonly string[] s_archives = [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz", ".tar.zst"];

    public override RuleDescriptor Descriptor { get; } = new("copy-then-extract", "Archive is copied and then unpacked", Criterion.ImageSize, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3010"],
        Links = ["https://docs.docker.com/reference/dockerfile/#adding-local-tar-archives"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(NeededStages.Of(target).SelectMany(Judge));

    private static IEnumerable<RuleFinding> Judge(Stage stage)
    {
        var unpacked = RunScript.Of(stage)
            .SelectMany(r => r.Script.Commands.Where(c => c.Name is "tar" or "bsdtar").SelectMany(c => c.Arguments.Select(a => (r.Instruction.StartLine, File: FileOf(a.Value)))))
            .ToList();
        return stage.Instructions.OfType<CopyInstruction>().Where(c => c.From is null)
            .SelectMany(c => c.Sources.Select(s => FileOf(s.Text))
                .Where(f => s_archives.Any(e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)) && unpacked.Any(u => u.StartLine > c.StartLine && u.File == f))
                .Select(f => RuleFinding.At(c, $"{f} is copied and unpacked by a later RUN, so it ships twice.", f) with { Remediation = "ADD unpacks a local archive itself." }));
    }

    /// <summary><c>${V}</c> and <c>$V</c> are one variable.</summary>
    private static string FileOf(string path) => path[(path.LastIndexOf('/') + 1)..].Replace("${", "$", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
}

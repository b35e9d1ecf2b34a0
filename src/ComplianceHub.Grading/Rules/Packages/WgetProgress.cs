using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>wget without a quiet option.</summary>
public sealed class WgetProgress : RunRule
{
    public override RuleDescriptor Descriptor { get; } = new("wget-progress", "A progress bar of wget fills the build log", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3047"],
        Links = ["https://www.gnu.org/software/wget/manual/wget.html"],
    };

    protected override IEnumerable<RuleFinding> Judge(RunStep step) => step.Commands.Where(c => CommandWords.NameOf(c) == "wget" && !IsQuiet(c))
        .Select(c => step.Report(c, "wget writes a line for every percent.", "wget") with
        {
            Remediation = "Add -nv (or -q).",
            Fix = new(() => step.InsertBehind(CommandWords.Of(c)[0], " -nv")),
        });

    private static bool IsQuiet(ShellCommand command) => Download.Options(command).Any(o =>
        o is "--quiet" or "--no-verbose" or "--version" or "--help" || o.StartsWith("--progress=dot", StringComparison.Ordinal)
        || o.StartsWith("--output-file", StringComparison.Ordinal) || o.StartsWith("--append-output", StringComparison.Ordinal)
        || o.StartsWith("-nv", StringComparison.Ordinal) || Download.HasShort(o, 'q') || Download.HasShort(o, 'o') || Download.HasShort(o, 'a'))
        || command.Words.Zip(command.Words.Skip(1)).Any(w => w.First.Value == "--progress" && w.Second.Value.StartsWith("dot", StringComparison.Ordinal))
        || command.Words.Any(PackageCommand.MayHoldOptions);
}

using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>ln over /bin/sh instead of SHELL.</summary>
public sealed class ShellByLink : RunRule
{
    public override RuleDescriptor Descriptor { get; } = new("shell-by-ln", "The shell is exchanged by a link", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL4005", "KICS Changing Default Shell"],
        Links = ["https://docs.docker.com/reference/dockerfile/#shell"],
    };

    protected override IEnumerable<RuleFinding> Judge(RunStep step) => step.Commands.Where(c => CommandWords.NameOf(c) == "ln" && c.Words[^1].Value is "/bin/sh" or "/usr/bin/sh")
        .Select(c => step.Report(c, "A link replaces /bin/sh.", "/bin/sh") with
        {
            Remediation = "Use the SHELL instruction.",
            Fix = new(() => Repair(step, c)),
        });

    /// <summary>Where the RUN does nothing else.</summary>
    private static ImmutableArray<TextEdit> Repair(RunStep step, ShellCommand link) =>
        step.Declared is { Instruction.Heredocs.IsEmpty: true } run && run.Stage.Instructions.Contains(run.Instruction) && step.Commands.All(c => c == link || (c.Name is "rm" or "mv" && c.Words[^1].Value.StartsWith("/bin/sh", StringComparison.Ordinal)))
        && CommandWords.Of(link) is [.., { Value: "bash" or "/bin/bash" or "/usr/bin/bash" }, _]
            ? [new(run.Instruction.Span, "SHELL [\"/bin/bash\", \"-c\"]")] : [];
}

using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Users;

/// <summary>sudo in a RUN: the build is root anyway, and the tool that makes anybody root may ship.</summary>
public sealed class Sudo : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("sudo", "Commands run through sudo", Criterion.NonRoot, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["DL3004", "DS-0010", "CKV2_DOCKER_1", "DKL-DI-0001", "KICS Run Using Sudo"],
        Links = ["https://docs.docker.com/build/building/best-practices/#user"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(NeededStages.CommandsOf(target)
        .Where(c => c.Command.Name == "sudo")
        .Select(c => c.Step.Report(c.Command, "sudo runs in a RUN.", $"sudo {c.Command.Arguments.Select(a => a.Value).FirstOrDefault(a => !a.StartsWith('-'))}") with
        {
            Remediation = "Change the user with USER before and after, or use gosu or setpriv where a script has to.",
            Fix = new(() => Repair(c.Step, c.Command, context)),
        }));

    /// <summary>Root needs no sudo. Options that say more than "keep the environment" are left alone.</summary>
    private static ImmutableArray<TextEdit> Repair(RunStep step, ShellCommand command, RuleContext context)
    {
        var next = command.Arguments.FirstOrDefault(a => a.Value is not ("-E" or "-H" or "-n" or "--preserve-env" or "--set-home" or "--non-interactive" or "--"));
        return step.Declared is { } run && next.Raw is { Length: > 0 } && !next.Value.StartsWith('-') && !next.IsDynamic && EffectiveUser.IsRootAt(run.Stage, run.Instruction, context)
            ? step.RemoveUpTo(command.Words[0], next) : [];
    }
}

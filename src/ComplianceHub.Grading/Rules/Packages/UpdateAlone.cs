using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>An index refresh in a RUN of its own: its cached layer grows old while the RUN that installs is built anew.</summary>
public sealed class UpdateAlone : PackageRule
{
    public override RuleDescriptor Descriptor { get; } = new("update-alone", "Package lists are refreshed without an installation", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DS-0017", "CKV_DOCKER_5", "CIS-DI-0007", "KICS Update Instruction Alone", "CIS-4.7"],
        Links = ["https://docs.docker.com/build/building/best-practices/#apt-get"],
    };

    protected override IEnumerable<RuleFinding> Judge(RunStep step, PackageCommand command) => !Refreshes(command)
        || step.MountsOver("/var/lib/apt/lists") || step.Packages.Any(c => c.Tool == command.Tool && c != command && Uses(c)) ? [] :
        
        [
            step.Report(command.Command, $"{command.Locus} stands in a RUN of its own.", command.Locus) with
            {
                Remediation = "Refresh and install in one RUN.",
                Fix = new(() => Repair(step, command)),
            },
        ];

    /// <summary>Joins the two RUNs when they follow each other; else the refresh moves to the RUN that needs it first.</summary>
    private static ImmutableArray<TextEdit> Repair(RunStep step, PackageCommand command)
    {
        if (step.Declared is not { } run || !run.Stage.Instructions.Contains(run.Instruction)
            || RunStep.Of(run.Stage).FirstOrDefault(s => s.Declared?.Instruction.Span.Start > run.Instruction.Span.Start && s.Packages.Any(c => c.Tool == command.Tool && Uses(c))) is not { Declared: { } user } needs)
        {
            return [];
        }

        if (Refreshes(needs.Packages.First(c => c.Tool == command.Tool && (Uses(c) || Refreshes(c)))))
        {
            // It refreshes once more itself.
            return step.RemoveCommand(command.Command);
        }

        var following = run.Stage.Instructions.IndexOf(run.Instruction) + 1;
        if (ReferenceEquals(run.Stage.Instructions.ElementAtOrDefault(following), user.Instruction) && step.Join(needs) is { IsEmpty: false } joined)
        {
            return joined;
        }

        var text = step.Text.Substring(command.Command.Span.Start, command.Command.Span.Length);
        return step.RemoveCommand(command.Command) is { IsEmpty: false } removed && needs.Prepend(text) is { IsEmpty: false } added ? [.. removed, .. added] : [];
    }

    private static bool Refreshes(PackageCommand command) =>
        command.Is("apt", "update") || command.Is("apk", "update") || command.Is("zypper", "refresh", "ref") || command.Is("yum", "makecache") || command.Is("dnf", "makecache");

    private static bool Uses(PackageCommand command) => command.Verb is not ("" or "clean" or "autoclean" or "update" or "refresh" or "ref" or "makecache" or "distclean");
}

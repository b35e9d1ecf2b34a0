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
        [step.Report(command.Command, $"{command.Locus} stands in a RUN of its own.", command.Locus) with { Remediation = "Refresh and install in one RUN." }];

    private static bool Refreshes(PackageCommand command) =>
        command.Is("apt", "update") || command.Is("apk", "update") || command.Is("zypper", "refresh", "ref") || command.Is("yum", "makecache") || command.Is("dnf", "makecache");

    private static bool Uses(PackageCommand command) => command.Verb is not ("" or "clean" or "autoclean" or "update" or "refresh" or "ref" or "makecache" or "distclean");
}

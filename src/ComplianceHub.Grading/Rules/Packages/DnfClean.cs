using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>dnf or microdnf install without a clean-up in the same RUN.</summary>
public sealed class DnfClean : LeftCacheRule
{
    public override RuleDescriptor Descriptor { get; } = new("dnf-clean", "The cache of dnf stays in the layer", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3040", "DS-0019", "DS-0027", "KICS Missing Dnf Clean All"],
        Links = ["https://dnf.readthedocs.io/en/latest/command_ref.html#clean-command"],
    };

    protected override bool Fills(PackageCommand command, RunStep step) =>
        command.Is("dnf", "install", "groupinstall", "localinstall", "reinstall", "update", "upgrade", "makecache", "group install", "module install");

    protected override bool Empties(PackageCommand command) => command.Tool.Name is "yum" or "dnf" && command.Verb == "clean";

    protected override IReadOnlyList<string> Directories { get; } = ["/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5", "/var/cache/tdnf"];

    protected override string? CleanUp(PackageCommand command) => $"{command.Program} clean all";
}

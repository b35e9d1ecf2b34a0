using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>apk add without --no-cache.</summary>
public sealed class ApkCache : LeftCacheRule
{
    public override RuleDescriptor Descriptor { get; } = new("apk-cache", "The index of apk stays in the layer", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3019", "DS-0025", "DKL-DI-0004", "KICS Apk Add Using Local Cache Path"],
        Links = ["https://docs.docker.com/build/cache/optimize/"],
    };

    protected override bool Fills(PackageCommand command, RunStep step) => command.Is("apk", "add") && !command.Has("--no-network");

    protected override bool Empties(PackageCommand command) => command.Is("apk", "cache") && command.Operands.Any(o => o.Value == "purge");

    protected override IReadOnlyList<string> Directories { get; } = ["/var/cache/apk", "/etc/apk/cache"];

    protected override string? Option => "--no-cache";
}

using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>yarn install without a later yarn cache clean.</summary>
public sealed class YarnCache : LeftCacheRule
{
    public override RuleDescriptor Descriptor { get; } = new("yarn-cache", "The cache of yarn stays in the layer", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3060"],
        Links = ["https://classic.yarnpkg.com/en/docs/cli/cache/"],
    };

    protected override bool Fills(PackageCommand command, RunStep step) => command.Is("yarn", "install", "")
        && !command.Has("--version", "-v", "--help", "-h") && step.Declared?.Instruction.Flags.Any(f => f is { Name: "mount", Value: { } mount } && mount.Contains("type=cache", StringComparison.Ordinal)) != true;

    protected override bool Empties(PackageCommand command) => command.Is("yarn", "cache") && command.Operands.Any(o => o.Value == "clean");

    protected override IReadOnlyList<string> Directories { get; } = ["/usr/local/share/.cache/yarn", "/root/.cache/yarn", "/root/.yarn/berry/cache", "~/.cache/yarn", "/usr/local/share/.cache"];

    protected override string? CleanUp(PackageCommand command) => "yarn cache clean";
}

using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>pip install without --no-cache-dir or its variable.</summary>
public sealed class PipCache : LeftCacheRule
{
    public override RuleDescriptor Descriptor { get; } = new("pip-cache", "The cache of pip stays in the layer", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3042", "KICS Pip install Keeping Cached Packages"],
        Links = ["https://pip.pypa.io/en/stable/topics/caching/"],
    };

    protected override bool Fills(PackageCommand command, RunStep step) => command.Is("pip", "install") && !SwitchedOff(command, step);

    protected override bool Empties(PackageCommand command) => command.Is("pip", "cache") && command.Operands.Any(o => o.Value == "purge");

    protected override IReadOnlyList<string> Directories { get; } = ["/root/.cache/pip", "~/.cache/pip", "$HOME/.cache/pip", "/home/app/.cache/pip"];

    protected override string? Option => "--no-cache-dir";

    private static bool SwitchedOff(PackageCommand command, RunStep step)
    {
        var inline = step.Commands.SelectMany(c => c.Assignments).Where(a => a.Name == "PIP_NO_CACHE_DIR").Select(a => a.Value.Value)
            .Concat(step.Commands.Where(c => c.Name == "export").SelectMany(c => c.Arguments).Where(w => w.Value.StartsWith("PIP_NO_CACHE_DIR=", StringComparison.Ordinal)).Select(w => w.Value[17..]));
        var value = inline.FirstOrDefault() ?? (step.Scope.Variables.TryGetValue("PIP_NO_CACHE_DIR", out var set) ? set.Text : null);
        return value is not (null or "" or "0" or "false" or "off" or "no" or "False")
            || step.Declared?.Instruction.Flags.Any(f => f is { Name: "mount", Value: { } mount } && mount.Contains("type=cache", StringComparison.Ordinal) && mount.Contains("pip", StringComparison.Ordinal)) == true
            || command.Has("--dry-run");
    }
}

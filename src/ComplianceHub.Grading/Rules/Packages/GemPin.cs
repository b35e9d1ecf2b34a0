using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>gem install without a version.</summary>
public sealed class GemPin : UnpinnedRule
{
    public override RuleDescriptor Descriptor { get; } = new("gem-pin", "A Ruby gem is installed in no particular version", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3028", "KICS Gem Install Without Version"],
        Links = ["https://guides.rubygems.org/command-reference/#gem-install"],
    };

    protected override bool Installs(PackageCommand command) => command.Is("gem", "install", "i") && !command.Has("-v", "--version", "-g", "--file");

    protected override bool IsPinned(string package) => package.Contains(':', StringComparison.Ordinal) || package.EndsWith(".gem", StringComparison.Ordinal);

    protected override string Example(string package) => package + ":1.2.3";
}

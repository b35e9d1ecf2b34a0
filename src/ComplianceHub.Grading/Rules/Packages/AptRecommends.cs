using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>apt-get install without --no-install-recommends, in a stage that ships.</summary>
public sealed class AptRecommends : PackageRule
{
    public override RuleDescriptor Descriptor { get; } = new("apt-recommends", "Recommended packages are installed", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3015", "DS-0029", "KICS APT-GET Not Avoiding Additional Packages"],
        Links = ["https://manpages.debian.org/stable/apt/apt-get.8.en.html"],
    };

    protected override bool OnlyWhatShips => true;

    /// <summary>A configuration file written before counts for all that follows.</summary>
    protected override IEnumerable<RuleFinding> JudgeStage(IReadOnlyList<RunStep> steps) =>
        steps.TakeWhile(s => !s.Text.Contains("Install-Recommends \"", StringComparison.OrdinalIgnoreCase)).SelectMany(Judge);

    protected override IEnumerable<RuleFinding> Judge(RunStep step, PackageCommand command) =>
        !command.Is("apt", "install", "build-dep") || command.HidesOptions || command.Has("--no-install-recommends", "--without-recommends", "-R") || command.Options.Any(SwitchesOff) ? [] :
        [
            step.Report(command.Command, $"{command.Locus} also installs what packages merely recommend.", command.Locus) with
            {
                Remediation = "Add --no-install-recommends.",
                Fix = new(() => step.InsertBehind(command.VerbWord, " --no-install-recommends")),
            },
        ];

    private static bool SwitchesOff(PackageOption option) =>
        option.Value is { } value && value.StartsWith("APT::Install-Recommends=", StringComparison.OrdinalIgnoreCase)
        && value[(value.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim('"') is "0" or "false" or "no" or "off";
}

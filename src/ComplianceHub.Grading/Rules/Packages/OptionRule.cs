namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>An option that switches a check off.</summary>
public abstract class OptionRule : PackageRule
{
    protected abstract bool Concerns(PackageCommand command, PackageOption option);

    protected sealed override IEnumerable<RuleFinding> Judge(RunStep step, PackageCommand command) => command.Options.Where(o => Concerns(command, o)).Take(1)
        .Select(o => step.Report(command.Command, $"{command.Locus} is told to skip verification by {o.Name}.", $"{command.Locus} {o.Name}"));
}

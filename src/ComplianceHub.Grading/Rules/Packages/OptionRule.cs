namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>An option that switches a check off.</summary>
public abstract class OptionRule : PackageRule
{
    protected abstract bool Concerns(PackageCommand command, PackageOption option);

    protected sealed override IEnumerable<RuleFinding> Judge(RunStep step, PackageCommand command) => command.Options.Where(o => Concerns(command, o)).Take(1)
        .Select(o => step.Report(command.Command, $"{command.Locus} is told to skip verification by {o.Name}.", $"{command.Locus} {o.Name}") with
        {
            Remediation = $"Leave {o.Name} away; give the build the key or the certificate that is missing.",
            Fix = new(() => [.. command.Options.Where(other => Concerns(command, other)).Select(other => step.RemoveOption(command, other)).SelectMany(e => e)]),
        });
}

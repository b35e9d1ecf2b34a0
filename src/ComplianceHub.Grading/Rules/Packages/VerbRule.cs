namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>A sub-command that should not be used in a build at all.</summary>
public abstract class VerbRule : PackageRule
{
    protected abstract bool Concerns(PackageCommand command);

    protected abstract string Message { get; }

    protected sealed override IEnumerable<RuleFinding> Judge(RunStep step, PackageCommand command) =>
        Concerns(command) ? [step.Report(command.Command, $"{command.Locus} {Message}.", command.Locus)] : [];
}

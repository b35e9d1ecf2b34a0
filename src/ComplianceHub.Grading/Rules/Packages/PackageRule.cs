namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>A rule about single command lines of package managers.</summary>
public abstract class PackageRule : RunRule
{
    protected sealed override IEnumerable<RuleFinding> Judge(RunStep step) => step.Packages.IsEmpty ? [] : step.Packages.SelectMany(c => Judge(step, c));

    protected abstract IEnumerable<RuleFinding> Judge(RunStep step, PackageCommand command);
}

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>An installation that may stop to ask, which nobody answers during a build.</summary>
public abstract class PromptRule : PackageRule
{
    protected abstract bool Asks(PackageCommand command);

    protected abstract bool SaysYes(PackageCommand command);

    /// <summary>Written behind the verb (or the program).</summary>
    protected virtual string Option => "-y";

    protected virtual bool OptionFollowsProgram => false;

    protected sealed override IEnumerable<RuleFinding> Judge(RunStep step, PackageCommand command)
    {
        if (!Asks(command) || SaysYes(command) || command.HidesOptions || command.Command.PipesInput)
        {
            return [];
        }

        return [step.Report(command.Command, $"{command.Locus} may ask a question that nobody answers.", command.Locus) with
        {
            Remediation = $"Add {Option}.",
            Fix = new(() => step.InsertBehind(OptionFollowsProgram ? command.ProgramWord : command.VerbWord, " " + Option)),
        }];
    }
}

using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>A rule about the commands that RUN executes, in the Dockerfile's stages and in the shipped image's history.</summary>
public abstract class RunRule : Rule
{
    /// <summary>True when only layers that ship matter (what a build stage leaves behind is thrown away); otherwise every stage that the target needs.</summary>
    protected virtual bool OnlyWhatShips => false;

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        if (target.Stage is null)
        {
            return RuleAnswer.NotApplicable("Nothing ships.");
        }

        var stages = OnlyWhatShips ? target.Stage.Lineage().Reverse() : target.Dockerfile.ReachableFrom(target.Stage);
        return RuleAnswer.Of(stages.SelectMany(s => JudgeStage(RunStep.Of(s))));
    }

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => RuleAnswer.Of(JudgeStage(RunStep.Of(platform.Config)));

    /// <summary>Judges the RUNs of one stage together; each by itself unless overridden.</summary>
    protected virtual IEnumerable<RuleFinding> JudgeStage(IReadOnlyList<RunStep> steps) => steps.SelectMany(Judge);

    /// <summary>Judges one RUN.</summary>
    protected abstract IEnumerable<RuleFinding> Judge(RunStep step);
}

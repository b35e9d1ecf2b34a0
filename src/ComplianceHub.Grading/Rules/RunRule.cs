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

        List<RuleFinding> found = [];
        foreach (var stage in OnlyWhatShips ? NeededStages.Shipped(target.Stage) : target.Dockerfile.ReachableFrom(target.Stage))
        {
            found.AddRange(JudgeStage(RunStep.Of(stage)));
        }

        return RuleAnswer.Of(found);
    }

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => RuleAnswer.Of(JudgeStage(RunStep.Of(platform.Config)));

    /// <summary>Judges the RUNs of one stage together; each by itself unless overridden.</summary>
    protected virtual IEnumerable<RuleFinding> JudgeStage(IReadOnlyList<RunStep> steps)
    {
        // Most rules find nothing in most steps: that is free of allocations.
        List<RuleFinding>? found = null;
        for (var i = 0; i < steps.Count; i++)
        {
            if (Judge(steps[i]) is var findings and not RuleFinding[] { Length: 0 })
            {
                (found ??= []).AddRange(findings);
            }
        }

        return found ?? [];
    }

    /// <summary>Judges one RUN.</summary>
    protected abstract IEnumerable<RuleFinding> Judge(RunStep step);
}

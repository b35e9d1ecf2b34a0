namespace ComplianceHub.Grading.Scoring;

/// <summary>
/// The scores on the way from one grade of an Image to the next, changing one thing at a time. Where nothing changed in between, two of them are equal.
/// </summary>
/// <param name="Before">As it was graded.</param>
/// <param name="BeforeCommon">The old facts, by those kinds of evidence alone that are known on both sides.</param>
/// <param name="AfterCommon">The new facts by the same kinds of evidence.</param>
/// <param name="NewFacts">The new facts by all that is known, under the old policy and the old waivers.</param>
/// <param name="NewPolicy">The same under the new policy.</param>
/// <param name="After">The same under the new waivers: as it is graded.</param>
public readonly record struct ScoreSteps(int Before, int BeforeCommon, int AfterCommon, int NewFacts, int NewPolicy, int After);

/// <summary>What each cause did to an Image's score, in basis points. The four sum to the change exactly; the fifth cause, the fleet, moves means and not Images.</summary>
public readonly record struct ScoreChange(int Code, int Policy, int Waivers, int Evidence)
{
    public int Sum => Code + Policy + Waivers + Evidence;

    public static ScoreChange Of(ScoreSteps steps) => Of(steps, ScoreTelescope.Official);

    internal static ScoreChange Of(ScoreSteps steps, ScoreTelescope telescope) =>
        new(telescope.Code(steps), telescope.Policy(steps), telescope.Waivers(steps), telescope.Evidence(steps));
}

/// <summary>The parts of a change, each spoilable by tests.</summary>
internal class ScoreTelescope
{
    public static ScoreTelescope Official { get; } = new();

    public virtual int Evidence(ScoreSteps s) => s.BeforeCommon - s.Before + (s.NewFacts - s.AfterCommon);

    public virtual int Code(ScoreSteps s) => s.AfterCommon - s.BeforeCommon;

    public virtual int Policy(ScoreSteps s) => s.NewPolicy - s.NewFacts;

    public virtual int Waivers(ScoreSteps s) => s.After - s.NewPolicy;
}

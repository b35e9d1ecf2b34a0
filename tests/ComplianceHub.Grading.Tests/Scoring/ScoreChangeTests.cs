using ComplianceHub.Grading.Scoring;
using CsCheck;

namespace ComplianceHub.Grading.Tests.Scoring;

public sealed class ScoreChangeTests
{
    private static readonly Gen<int> s_score = Gen.Int[0, 10_000];

    private static readonly Gen<ScoreSteps> s_steps = Gen.Select(s_score, s_score, s_score, s_score, s_score, s_score)
        .Select(s => new ScoreSteps(s.Item1, s.Item2, s.Item3, s.Item4, s.Item5, s.Item6));

    [Fact]
    public void The_parts_sum_to_the_change_and_each_is_nothing_where_its_thing_did_not_change() => s_steps.Sample(s => Holds(s, ScoreTelescope.Official));

    [Theory]
    [MemberData(nameof(Mutations))]
    public void A_mistake_in_any_part_is_noticed(string mutation) =>
        Assert.False(s_steps.Array[1_000].Single().All(s => Holds(s, Mutated(mutation))), mutation);

    public static TheoryData<string> Mutations => [nameof(NewKnowledgeIsCode), nameof(PolicyIsCountedTwice), nameof(WaiversAreForgotten), nameof(OldKnowledgeIsForgotten), nameof(PolicyTakesTheWaivers)];

    private static ScoreTelescope Mutated(string name) => name switch
    {
        nameof(NewKnowledgeIsCode) => new NewKnowledgeIsCode(),
        nameof(PolicyIsCountedTwice) => new PolicyIsCountedTwice(),
        nameof(WaiversAreForgotten) => new WaiversAreForgotten(),
        nameof(OldKnowledgeIsForgotten) => new OldKnowledgeIsForgotten(),
        _ => new PolicyTakesTheWaivers(),
    };

    private static bool Holds(ScoreSteps s, ScoreTelescope telescope)
    {
        var change = ScoreChange.Of(s, telescope);
        return change.Sum == s.After - s.Before
            && ScoreChange.Of(s with { AfterCommon = s.BeforeCommon }, telescope).Code == 0
            && ScoreChange.Of(s with { NewPolicy = s.NewFacts }, telescope).Policy == 0
            && ScoreChange.Of(s with { After = s.NewPolicy }, telescope).Waivers == 0
            && ScoreChange.Of(s with { BeforeCommon = s.Before, AfterCommon = s.NewFacts }, telescope).Evidence == 0;
    }

    private sealed class NewKnowledgeIsCode : ScoreTelescope
    {
        public override int Evidence(ScoreSteps s) => s.BeforeCommon - s.Before;

        public override int Code(ScoreSteps s) => s.NewFacts - s.BeforeCommon;
    }

    private sealed class OldKnowledgeIsForgotten : ScoreTelescope
    {
        public override int Evidence(ScoreSteps s) => s.NewFacts - s.AfterCommon;
    }

    private sealed class PolicyIsCountedTwice : ScoreTelescope
    {
        public override int Code(ScoreSteps s) => s.AfterCommon - s.BeforeCommon + s.NewPolicy - s.NewFacts;
    }

    private sealed class WaiversAreForgotten : ScoreTelescope
    {
        public override int Waivers(ScoreSteps s) => 0;
    }

    private sealed class PolicyTakesTheWaivers : ScoreTelescope
    {
        public override int Policy(ScoreSteps s) => s.After - s.NewFacts;

        public override int Waivers(ScoreSteps s) => 0;
    }
}

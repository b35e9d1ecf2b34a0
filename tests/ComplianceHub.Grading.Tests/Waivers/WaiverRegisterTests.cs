using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Tests.Scoring;
using ComplianceHub.Grading.Waivers;
using CsCheck;

namespace ComplianceHub.Grading.Tests.Waivers;

public sealed class WaiverRegisterTests
{
    private static readonly DateTime s_day = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly WaivedImage s_image = new([7, 3], 2, "fjellby/api/services/a/Dockerfile");

    private static readonly Gen<WaiverTerms> s_terms = Gen.Select(
        Gen.Enum<WaiverScope>(), Gen.Int[0, Criterion.All.Length - 1], Gen.Int[0, 2], Gen.Enum<Severity>(), Gen.Int[0, 30], Gen.Int[1, 60], Gen.Bool).Select((scope, criterion, rule, severity, from, days, reaches) =>
        {
            var id = $"{Criterion.All[criterion].Id}-{rule}";
            return new WaiverTerms((criterion * 100) + from, scope, id, severity, s_day.AddDays(from), s_day.AddDays(from + days))
            {
                ImageId = reaches ? 3 : 4,
                TeamId = reaches ? 2 : 1,
                Path = reaches ? "fjellby/**/Dockerfile" : "fjellby/*/Dockerfile",
                FindingId = FindingIdentity.FindingId(reaches ? 3 : 4, id, "", "", 0),
            };
        });

    [Fact]
    public void After_its_end_a_waiver_leaves_the_score_exactly_as_it_was_without_it() =>
        Gen.Select(Gen.OneOf(Evaluations.Any, Evaluations.Good), s_terms.Array[1, 12], Gen.Int[0, 100]).Sample((evaluation, terms, day) =>
        {
            var at = s_day.AddDays(day);
            var all = Score(evaluation, new(terms), at);
            var alive = Score(evaluation, new(terms.Where(t => t.Until > at)), at);
            return Equal(all, alive) && Equal(Score(evaluation, new(terms), s_day.AddDays(200)), ScoreCalculator.Calculate(evaluation, Policy.Default));
        });

    [Fact]
    public void A_waiver_never_lowers_the_score_and_never_touches_the_raw_one() =>
        Gen.Select(Gen.OneOf(Evaluations.Any, Evaluations.Good), s_terms.Array[1, 12], Gen.Int[0, 100]).Sample((evaluation, terms, day) =>
        {
            var (with, without) = (Score(evaluation, new(terms), s_day.AddDays(day)), ScoreCalculator.Calculate(evaluation, Policy.Default));
            return with.Effective >= without.Effective && with.Raw == without.Raw;
        });

    [Fact]
    public void Revoking_is_the_same_as_never_having_lasted_longer() =>
        Gen.Select(Evaluations.Any, s_terms, Gen.Int[0, 100], Gen.Int[0, 60]).Sample((evaluation, terms, day, revoked) =>
        {
            var at = s_day.AddDays(day);
            var until = terms.From.AddDays(revoked) is var end && end < terms.Until ? end : terms.Until;
            var left = new WaiverRegister([terms with { Until = until }]);
            return at >= until ? left.InForce(s_image, at).IsEmpty : Equal(Score(evaluation, left, at), Score(evaluation, new([terms]), at));
        });

    [Fact]
    public void Only_what_is_in_force_and_reaches_the_image_is_in_force_for_it()
    {
        var terms = new WaiverTerms(1, WaiverScope.Image, "tag-latest", Severity.High, s_day, s_day.AddDays(10)) { ImageId = 3 };
        var register = new WaiverRegister([
            terms, terms with { Id = 2, ImageId = 5 },
            terms with { Id = 3, Scope = WaiverScope.Team, TeamId = 2, ImageId = null }, terms with { Id = 4, Scope = WaiverScope.Team, TeamId = 9, ImageId = null },
            terms with { Id = 5, Scope = WaiverScope.Path, Path = "fjellby/api/**" }, terms with { Id = 6, Scope = WaiverScope.Path, Path = "fjellby/web/**" },
        ]);

        Assert.Empty(register.InForce(s_image, s_day.AddTicks(-1)));
        Assert.Equal([1, 3, 5], register.InForce(s_image, s_day).Select(w => w.Id));
        Assert.Equal([1, 3, 5], register.InForce(s_image, s_day.AddDays(10).AddTicks(-1)).Select(w => w.Id));
        Assert.Empty(register.InForce(s_image, s_day.AddDays(10)));
        Assert.Equal((s_day, s_day.AddDays(10), null), (register.NextChange(s_day.AddDays(-1)), register.NextChange(s_day), register.NextChange(s_day.AddDays(10))));
    }

    [Fact]
    public void What_is_worse_than_was_approved_stands()
    {
        var rule = Evaluations.Rule("tag-latest", Criterion.NoLatest);
        var (high, critical) = (Evaluations.Finding(rule, 0, Share.Whole, Severity.High, false), Evaluations.Finding(rule, 1, Share.Whole, Severity.Critical, false));
        var terms = new WaiverTerms(1, WaiverScope.Image, "tag-latest", Severity.High, s_day, s_day.AddDays(10)) { ImageId = 3 };

        Assert.Equal([high.Fingerprint], WaiverRegister.Covered([terms], [high, critical]).Keys);
    }

    [Fact]
    public void Of_several_waivers_the_one_that_lasts_longest_is_named()
    {
        var finding = Evaluations.Finding(Evaluations.Rule("tag-latest", Criterion.NoLatest), 0, Share.Whole, Severity.High, false);
        var terms = new WaiverTerms(1, WaiverScope.Team, "tag-latest", Severity.High, s_day, s_day.AddDays(10)) { TeamId = 2 };

        Assert.Equal(2, WaiverRegister.Covering([terms, terms with { Id = 2, Until = s_day.AddDays(20) }], finding)?.Id);
        Assert.Equal(3, WaiverRegister.Covering([terms, terms with { Id = 3, Scope = WaiverScope.Image }], finding)?.Id);
        Assert.Null(WaiverRegister.Covering([terms with { RuleId = "tag-none" }], finding));
    }

    private static Score Score(Evaluation evaluation, WaiverRegister register, DateTime at) => ScoreCalculator.Calculate(
        evaluation, Policy.Default, WaiverRegister.Covered(register.InForce(s_image, at), evaluation.Findings).Keys.ToImmutableHashSet());

    private static bool Equal(Score a, Score b) =>
        (a.Effective, a.Raw, a.Letter, a.Hold) == (b.Effective, b.Raw, b.Letter, b.Hold)
        && a.Criteria.SelectMany(c => c.Findings).Select(f => (f.Finding.Fingerprint, f.Waived, f.Points, f.Gain))
            .SequenceEqual(b.Criteria.SelectMany(c => c.Findings).Select(f => (f.Finding.Fingerprint, f.Waived, f.Points, f.Gain)));
}

using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Tests.Scoring;

namespace ComplianceHub.Grading.Tests.Fixes;

public sealed class BestNextFixesTests
{
    [Fact]
    public void Most_points_for_each_edit_come_first_and_waived_or_worthless_ones_not_at_all()
    {
        RuleResult Failing(string id, Criterion criterion, int edits)
        {
            var rule = Evaluations.Rule(id, criterion);
            return Evaluations.Result(rule, Outcome.Fail, Evaluations.Finding(rule, 0, Share.Whole, Severity.Low, false) with
            {
                Fix = [.. Enumerable.Range(0, edits).Select(i => new Dockerfiles.TextEdit(new(i, 0), "x"))],
            });
        }

        var evaluation = Evaluations.Passing(
            Failing("ten-edits", Criterion.NoSecrets, 10), Failing("one-edit", Criterion.DigestPin, 1), Failing("no-edit", Criterion.ImageSize, 0), Failing("waived", Criterion.NonRoot, 1));
        var waived = evaluation.Findings.Single(f => f.Rule.Id == "waived").Fingerprint;
        var score = ScoreCalculator.Calculate(evaluation, Policy.Default, new HashSet<string> { waived });

        Assert.Equal([("one-edit", 600), ("no-edit", 600), ("ten-edits", 1500)], BestNextFixes.Of(score).Select(f => (f.Finding.Rule.Id, f.Gain)));
    }
}

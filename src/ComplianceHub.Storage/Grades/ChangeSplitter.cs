using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Storage.Grades;

/// <summary>
/// Finds out what a change of a score came from, by grading once more with one thing changed at a time. Where the engine itself changed, the old one
/// is no longer there: then the new one judges the old policy, too.
/// </summary>
internal sealed class ChangeSplitter(
    GradeWork work, GradeBefore before, GradingSubject subject, Evaluation evaluation, Policy policy, ImmutableArray<WaiverTerms> atThatTime,
    Func<GradingSubject, Policy, Evaluation> evaluate)
{
    /// <param name="facts">Key of the facts now.</param>
    /// <param name="declared">The old Dockerfile; null when it was not there, is not known any more, or nothing depends on it.</param>
    /// <param name="shipped">The old image, likewise.</param>
    public ScoreChange Split(string facts, int after, BuildTargetFacts? declared, ImageFacts? shipped)
    {
        var newFacts = facts == before.Facts ? before.Score : ScoreOf(subject);
        var newPolicy = before.IsSameRuler ? newFacts : ScoreCalculator.Calculate(evaluation, policy, Waived(evaluation)).Effective;
        var (was, becomes) = Common(newFacts, declared, shipped);
        return ScoreChange.Of(new ScoreSteps(before.Score, was, becomes, newFacts, newPolicy, after));
    }

    private (int Was, int Becomes) Common(int newFacts, BuildTargetFacts? declared, ImageFacts? shipped)
    {
        if (work.Content == before.Content)
        {
            // Nothing of the author's changed: the world did.
            return (before.Score, before.Score);
        }

        var common = before.Evidence & evaluation.Evidence;
        if (before.Evidence == evaluation.Evidence)
        {
            return (before.Score, newFacts);
        }

        if (common == Evidence.None)
        {
            return (before.Score, before.Score);
        }

        var becomes = evaluation.Evidence == common ? newFacts : ScoreOf(Only(common, subject.Declared, subject.Shipped));
        var isSame = common == Evidence.Declared ? work.Declared?.BlobSha == before.Blob : work.Shipped?.Digest == before.Digest;
        if (isSame)
        {
            return (becomes, becomes);
        }

        if (before.Evidence == common)
        {
            return (before.Score, becomes);
        }

        var past = Only(common, declared, shipped);
        return past is { Declared: null, Shipped: null } ? (becomes, becomes) : (ScoreOf(past), becomes);
    }

    private GradingSubject Only(Evidence kind, BuildTargetFacts? declared, ImageFacts? shipped) =>
        kind == Evidence.Declared ? subject with { Declared = declared, Shipped = null, Usages = [] } : subject with { Declared = null, Shipped = shipped };

    /// <summary>Under the old policy and what was waived then. A comment that came with the new text is a waiver that came.</summary>
    private int ScoreOf(GradingSubject of)
    {
        var judged = before.IsSameRuler && ReferenceEquals(of, subject) ? evaluation : evaluate(of, before.Policy ?? policy);
        judged = judged with
        {
            Results = [.. judged.Results.Select(r => r.Findings.IsEmpty ? r : r with { Findings = [.. r.Findings.Select(f => f.Suppressions.IsEmpty ? f : f with { Suppressions = [] })] })],
        };
        return ScoreCalculator.Calculate(judged, before.Policy ?? policy, Waived(judged)).Effective;
    }

    private ImmutableHashSet<string> Waived(Evaluation judged)
    {
        if (before.Waived.Count == 0 && atThatTime.IsEmpty)
        {
            return [];
        }

        return [.. judged.Findings
            .Where(f => before.Waived.Contains(FindingIdentity.FindingId(work.ImageId, f.Rule.Id, f.Target, f.Locus, f.Ordinal)) || WaiverRegister.Covering(atThatTime, f) is not null)
            .Select(f => f.Fingerprint)];
    }
}

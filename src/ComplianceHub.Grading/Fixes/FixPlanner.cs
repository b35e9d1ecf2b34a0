using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Fixes;

/// <summary>
/// Tries the repairs that rules propose before anybody sees them: applies the edits, parses and grades the result, and refuses what breaks the parse,
/// adds a finding, lowers the score, floats a pinned image or repairs nothing.
/// </summary>
public static class FixPlanner
{
    /// <summary>Null when the finding brings no repair or there is no Dockerfile.</summary>
    public static FixResult? Plan(GradingSubject subject, Policy policy, Finding finding) => Plan(subject, policy, [finding]);

    /// <summary>Several findings of one file at once; null when none brings a repair.</summary>
    public static FixResult? Plan(GradingSubject subject, Policy policy, ImmutableArray<Finding> findings)
    {
        var edits = findings.SelectMany(f => f.Fix).Distinct().ToList();
        if (edits.Count == 0 || subject.Declared is not { } target)
        {
            return null;
        }

        var text = target.Dockerfile.Text;
        string repaired;
        try
        {
            repaired = TextEdit.Apply(text, edits);
        }
        catch (ArgumentException)
        {
            return new("The repairs touch the same place; take them one after the other.", text, [], 0, 0, []);
        }

        var file = Dockerfile.Parse(repaired);
        var before = Grade(subject, target, policy);
        var after = Grade(subject, target with { Dockerfile = file }, policy);
        var left = after.Evaluation.Findings.Select(f => f.Fingerprint).ToHashSet();
        var gone = before.Evaluation.Findings.Where(f => !left.Contains(f.Fingerprint)).ToImmutableArray();
        return new(
            Refuse(target.Dockerfile, file, before, after, findings, gone),
            repaired, UnifiedDiff.Of(text, repaired), before.Score.Effective, after.Score.Effective, gone);
    }

    private static (Evaluation Evaluation, Score Score) Grade(GradingSubject subject, BuildTargetFacts target, Policy policy)
    {
        // "with" would keep the stage of the old file.
        var declared = new BuildTargetFacts(target.Path, target.Dockerfile, target.Target, target.BlobSha, target.Dockerignore);
        var evaluation = RuleCatalog.Evaluate(new(declared, null, subject.CrawledBases), policy);
        return (evaluation, ScoreCalculator.Calculate(evaluation, policy));
    }

    private static string? Refuse(
        Dockerfile oldFile, Dockerfile newFile, (Evaluation Evaluation, Score Score) before, (Evaluation Evaluation, Score Score) after,
        ImmutableArray<Finding> asked, ImmutableArray<Finding> gone)
    {
        if (newFile.Errors.Length > oldFile.Errors.Length)
        {
            return $"The Dockerfile would not parse any more: line {newFile.Errors[0].Line}.";
        }

        var known = before.Evaluation.Findings.Select(f => f.Fingerprint).ToHashSet();
        if (after.Evaluation.Findings.FirstOrDefault(f => !known.Contains(f.Fingerprint)) is { } added)
        {
            return $"It would break another rule: {ScoreText.InSentence(added.Rule.Title)}.";
        }

        if (after.Score.Effective < before.Score.Effective)
        {
            return $"It would lower the score from {ScoreText.Of(before.Score.Effective)} to {ScoreText.Of(after.Score.Effective)}.";
        }

        if (Pinned(oldFile).Except(Pinned(newFile)).Any())
        {
            return "It would float an image that is fixed by a digest.";
        }

        // Of several findings of one locus the last ordinal is the one that goes.
        return asked.All(a => gone.Any(g => g.Rule.Id == a.Rule.Id && g.Locus == a.Locus)) ? null : "It would not repair what it is meant to repair.";
    }

    private static IEnumerable<(string Repository, string? Digest)> Pinned(Dockerfile file) =>
        file.ExternalImages.Select(u => u.Reference).OfType<ImageReference>().Where(r => r.IsPinned).Select(r => (r.Repository, r.Digest));
}

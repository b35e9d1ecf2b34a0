using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Fixes;

/// <summary>What came of trying a repair.</summary>
/// <param name="Text">The Dockerfile after it; null when it was refused.</param>
/// <param name="Patch">The unified diff; empty when it was refused. Holds the Dockerfile's text in clear: mask it before it is shown.</param>
/// <param name="Before">Score of the Dockerfile alone before it.</param>
/// <param name="After">Score of the Dockerfile alone after it; <paramref name="Before"/> when it was refused.</param>
/// <param name="RefusedBecause">Null when it was accepted.</param>
public sealed record FixResult(string? Text, string Patch, Score Before, Score After, string? RefusedBecause)
{
    public bool IsAccepted => RefusedBecause is null;
}

/// <summary>
/// Tries repairs: applies the edits, parses again, grades again, and refuses what breaks the parse, adds a finding, lowers the score or floats a
/// reference that was pinned.
/// </summary>
public static class FixPlanner
{
    /// <summary>Tries one finding's repair. Null when there is no Dockerfile or the finding brings no repair.</summary>
    public static FixResult? Try(GradingSubject subject, Policy policy, Finding finding) =>
        subject.Declared is { } declared && !finding.Fix.IsEmpty ? Try(declared, subject.CrawledBases, policy, finding.Fix) : null;

    private static FixResult Try(BuildTargetFacts declared, ImmutableDictionary<string, BaseImageFacts> bases, Policy policy, ImmutableArray<TextEdit> edits)
    {
        var (before, known) = Grade(declared, bases, policy);
        var old = declared.Dockerfile;
        string text;
        try
        {
            text = TextEdit.Apply(old.Text, edits);
        }
        catch (ArgumentException)
        {
            return Refused("Its edits overlap.");
        }

        var fresh = Dockerfile.Parse(text);
        if (fresh.Errors.Length > old.Errors.Length)
        {
            return Refused($"The file would not parse: {fresh.Errors[^1].Message}");
        }

        var (after, findings) = Grade(declared with { Dockerfile = fresh }, bases, policy);
        if (findings.Find(f => !known.Exists(k => k.Fingerprint == f.Fingerprint)) is { } added)
        {
            return Refused($"It would add a finding of {added.Rule.Id}.");
        }

        if (after.Effective < before.Effective)
        {
            return Refused("The score would fall.");
        }

        if (Pinned(old).Except(Pinned(fresh)).FirstOrDefault(r => Named(fresh).Contains(r)) is { } floated)
        {
            return Refused($"{floated} would float.");
        }

        return new FixResult(text, UnifiedDiff.Write(declared.Path, old.Text, text), before, after, null);

        FixResult Refused(string because) => new(null, "", before, before, because);
    }

    private static (Score Score, List<Finding> Findings) Grade(BuildTargetFacts declared, ImmutableDictionary<string, BaseImageFacts> bases, Policy policy)
    {
        // The constructor, not the copy, finds the stage again.
        var target = new BuildTargetFacts(declared.Path, declared.Dockerfile, declared.Target, declared.BlobSha, declared.Dockerignore);
        var evaluation = RuleCatalog.Evaluate(new GradingSubject(target, null, bases), policy);
        return (ScoreCalculator.Calculate(evaluation, policy), [.. evaluation.Findings]);
    }

    private static HashSet<string> Pinned(Dockerfile file) =>
        [.. file.ExternalImages.Where(i => i.Reference is { IsPinned: true }).Select(i => i.Reference!.Repository)];

    private static HashSet<string> Named(Dockerfile file) =>
        [.. file.ExternalImages.Where(i => i.Reference is not null).Select(i => i.Reference!.Repository)];
}

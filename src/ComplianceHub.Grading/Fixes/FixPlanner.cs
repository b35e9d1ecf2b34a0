using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Fixes;

/// <summary>
/// Tries the repairs that rules propose before anybody sees them: applies the edits, parses and grades the result, and refuses what breaks the parse,
/// adds a finding, lowers the score or the coverage, floats a pinned image or repairs nothing. For one Dockerfile, which is graded once.
/// </summary>
/// <param name="subject">Only its declared side is looked at.</param>
/// <param name="waived">Fingerprints of findings that a hub's register waives: they count as passed before and after.</param>
public sealed class FixPlanner(GradingSubject subject, Policy policy, IReadOnlySet<string>? waived = null)
{
    private const int MostRounds = 5;

    private readonly Lazy<GradedText?> _before = new(() => subject.Declared is { } target ? new GradedText(subject, target, policy, waived) : null);
    private int _gradings = 1;

    /// <summary>The grade of the Dockerfile alone; null when there is none.</summary>
    public Score? Before => _before.Value?.Score;

    /// <summary>One repair, or those of several findings at once; null when none has edits or there is no Dockerfile.</summary>
    public FixResult? Try(params ImmutableArray<Finding> findings)
    {
        if (_before.Value is not { } before || findings.All(f => f.Fix.IsEmpty))
        {
            return null;
        }

        var (after, refused) = Try(before, before, [], findings);
        return new(refused, before.Text, after?.Text ?? before.Text, before.Score, after?.Score ?? before.Score, after is null ? [] : [.. before.Evaluation.Findings.Where(f => !after.Has(f))]);
    }

    /// <summary>
    /// Every repair that goes with the others, most points for each edit first, in rounds until nothing changes; null when there is no Dockerfile.
    /// The same file and policy give the same plan.
    /// </summary>
    /// <param name="wanted">Which findings to repair; by default all that no comment waives.</param>
    public FixPlan? PlanAll(Func<Finding, bool>? wanted = null)
    {
        if (_before.Value is not { } before)
        {
            return null;
        }

        var current = before;
        var applied = ImmutableArray.CreateBuilder<Finding>();
        var refused = new List<RefusedFix>();
        var rounds = 0;
        while (rounds < MostRounds)
        {
            var round = new FixRound(current, (before, with, findings) => Try(current, before, with, findings));
            round.Run(Ordered(current).Where(f => wanted?.Invoke(f) ?? true));
            refused = round.Refused;
            if (round.Applied.Count == 0)
            {
                break;
            }

            rounds++;
            applied.AddRange(round.Applied);
            current = round.Result;
        }

        return new(before.Text, current.Text, before.Score, current.Score, applied.ToImmutable(), [.. refused], rounds, _gradings);
    }

    /// <summary>Most points for each edit first, as <see cref="BestNextFixes"/> has it; then in order of the file.</summary>
    private static IEnumerable<Finding> Ordered(GradedText text) => text.Score.Criteria.SelectMany(c => c.Findings)
        .Where(f => !f.Finding.Fix.IsEmpty && !f.Waived)
        .OrderByDescending(f => (decimal)f.Gain / f.Finding.Fix.Edits.Length)
        .ThenBy(f => f.Finding.Fix.Edits[0].Span.Start)
        .ThenBy(f => f.Finding.Rule.Id, StringComparer.Ordinal)
        .ThenBy(f => f.Finding.Fingerprint, StringComparer.Ordinal)
        .Select(f => f.Finding);

    /// <param name="origin">The text that the edits are of.</param>
    /// <param name="before">What the result is compared with: the origin, or the origin with other repairs.</param>
    /// <param name="with">The repairs that made <paramref name="before"/> of <paramref name="origin"/>.</param>
    private (GradedText? After, RefusedFix? Refused) Try(GradedText origin, GradedText before, IEnumerable<Finding> with, ImmutableArray<Finding> findings)
    {
        string repaired;
        try
        {
            repaired = TextEdit.Apply(origin.Text, with.Concat(findings).SelectMany(f => f.Fix).Distinct());
        }
        catch (ArgumentException)
        {
            return (null, new(findings[0], FixRefusal.SamePlace, "The repairs touch the same place; take them one after the other."));
        }

        _gradings++;
        var after = new GradedText(subject, origin.Target.Reread(repaired), policy, waived);
        return (after, Refuse(before, after, findings));
    }

    private static RefusedFix? Refuse(GradedText before, GradedText after, ImmutableArray<Finding> asked)
    {
        var (oldErrors, newErrors) = (before.Target.Dockerfile.Errors, after.Target.Dockerfile.Errors);
        if (newErrors.Length > oldErrors.Length)
        {
            var error = newErrors.FirstOrDefault(e => oldErrors.All(o => o.Message != e.Message)) ?? newErrors[^1];
            return new(asked[0], FixRefusal.Parse, $"The Dockerfile would not parse any more: line {error.Line}.");
        }

        if (after.ScriptErrors() > before.ScriptErrors())
        {
            return new(asked[0], FixRefusal.Parse, "A shell could not read one of the scripts any more.");
        }

        if (after.AddedTo(before) is { } added)
        {
            return new(asked[0], FixRefusal.AddsFinding, $"It would break another rule: {ScoreText.InSentence(added.Rule.Title)}.");
        }

        if (after.Score.Effective < before.Score.Effective)
        {
            return new(asked[0], FixRefusal.LowersScore, $"It would lower the score from {ScoreText.Of(before.Score.Effective)} to {ScoreText.Of(after.Score.Effective)}.");
        }

        if (after.Score.Coverage < before.Score.Coverage)
        {
            return new(asked[0], FixRefusal.LowersCoverage, "Less of the checklist could be judged.");
        }

        if (before.Pinned().Except(after.Pinned()).Any())
        {
            return new(asked[0], FixRefusal.FloatsPin, "It would float an image that is fixed by a digest.");
        }

        return Left(before, after, asked) is { } left ? new(left, FixRefusal.RepairsNothing, "It would not repair what it is meant to repair.") : null;
    }

    /// <summary>A finding that is still there. Of several of one locus the last ordinals are the ones that go, whichever were repaired.</summary>
    private static Finding? Left(GradedText before, GradedText after, ImmutableArray<Finding> asked)
    {
        if (!asked.Any(after.Has))
        {
            return null;
        }

        var gone = before.Evaluation.Findings.Where(f => !after.Has(f)).GroupBy(LocusOf).ToDictionary(g => g.Key, g => g.Count());
        return asked.GroupBy(LocusOf).FirstOrDefault(g => g.Count() > gone.GetValueOrDefault(g.Key))?.First(after.Has);
    }

    private static (string Rule, string Locus) LocusOf(Finding finding) => (finding.Rule.Id, finding.Locus);
}

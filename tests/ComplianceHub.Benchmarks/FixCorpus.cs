using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Benchmarks;

/// <summary>
/// Tries every repair of every Dockerfile of a folder, alone and all together, and holds them against the laws with a grading of its own: no repair
/// lowers a score, adds a finding or touches text outside of its edits; all together they come to rest within five rounds.
/// </summary>
internal static class FixCorpus
{
    public static int Run(string corpus, string? shownRule)
    {
        var watch = Stopwatch.StartNew();
        var files = Directory.EnumerateFiles(corpus, "*", SearchOption.AllDirectories)
            .Where(p => Path.GetFileName(p).Contains("ockerfile", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();
        var tallies = new ConcurrentBag<FileTally>();
        Parallel.ForEach(files, path => tallies.Add(FileTally.Of(Path.GetRelativePath(corpus, path), Encoding.UTF8.GetString(File.ReadAllBytes(path)), shownRule)));
        return shownRule is null ? Report([.. tallies], watch.Elapsed) : Show(tallies.OrderBy(t => t.Path, StringComparer.Ordinal));
    }

    private static int Show(IEnumerable<FileTally> tallies)
    {
        foreach (var patch in tallies.SelectMany(t => t.Shown))
        {
            Console.WriteLine(patch);
        }

        return 0;
    }

    private static int Report(List<FileTally> tallies, TimeSpan elapsed)
    {
        var tried = tallies.SelectMany(t => t.Tried).ToList();
        Console.WriteLine($"{"rule",-32} {"findings",8} {"with fix",9} {"accepted",9}  refused");
        foreach (var rule in tried.GroupBy(t => t.Rule).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(Line(rule.Key, [.. rule]));
        }

        Console.WriteLine(Line("all", tried));
        var plans = tallies.Select(t => t.Plan).OfType<FixPlan>().ToList();
        Console.WriteLine($"all together: {plans.Sum(p => p.Applied.Length)} applied; left out: {Reasons(plans.SelectMany(p => p.Refused).Select(r => r.Refusal))}");
        Console.WriteLine($"rounds: {string.Join(", ", plans.GroupBy(p => p.Rounds).OrderBy(g => g.Key).Select(g => $"{g.Key}: {g.Count()} files"))}; {(double)plans.Sum(p => p.Gradings) / plans.Count:0.0} gradings a file");
        Console.WriteLine($"mean score {plans.Average(p => p.Before.Effective) / 100:0.0} -> {plans.Average(p => p.After.Effective) / 100:0.0}");
        Console.WriteLine($"{tallies.Count} files in {elapsed.TotalSeconds:0.0} s");
        var violations = tallies.SelectMany(t => t.Violations).ToList();
        violations.ForEach(Console.WriteLine);
        Console.WriteLine($"violations: {violations.Count}");
        return violations.Count == 0 ? 0 : 1;
    }

    private static string Line(string name, List<TriedFix> tried)
    {
        var with = tried.Count(t => t.HasFix);
        var share = tried.Count == 0 ? 0 : 100.0 * with / tried.Count;
        return $"{name,-32} {tried.Count,8} {share,7:0.0} % {tried.Count(t => t.HasFix && t.Refusal is null),9}  {Reasons(tried.Select(t => t.Refusal).OfType<FixRefusal>())}";
    }

    private static string Reasons(IEnumerable<FixRefusal> refusals) =>
        string.Join(", ", refusals.GroupBy(r => r).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}"));

    private sealed record TriedFix(string Rule, bool HasFix, FixRefusal? Refusal);

    private sealed record FileTally(string Path, List<TriedFix> Tried, FixPlan? Plan, List<string> Violations, List<string> Shown)
    {
        public static FileTally Of(string path, string text, string? shownRule)
        {
            var tally = new FileTally(path, [], null, [], []);
            var subject = GradingSubject.OfDockerfile(new BuildTargetFacts(path, Dockerfile.Parse(text)));
            var planner = new FixPlanner(subject, Policy.Default);
            var before = Grade(path, text);
            foreach (var finding in before.Evaluation.Findings.Where(f => shownRule is null || f.Rule.Id == shownRule))
            {
                tally.TryAlone(planner, finding, before, text);
            }

            if (shownRule is not null)
            {
                return tally;
            }

            var plan = planner.PlanAll() ?? throw new InvalidOperationException("There is a Dockerfile.");
            tally.Hold(plan.NewText, before, "all together");
            if (plan.Rounds > 5 || new FixPlanner(GradingSubject.OfDockerfile(new(path, Dockerfile.Parse(plan.NewText))), Policy.Default).PlanAll() is { ChangesNothing: false })
            {
                tally.Violations.Add($"{path}: does not come to rest");
            }

            return tally with { Plan = plan };
        }

        private void TryAlone(FixPlanner planner, Finding finding, (Evaluation Evaluation, Score Score) before, string text)
        {
            var tried = planner.Try(finding);
            Tried.Add(new(finding.Rule.Id, tried is not null, tried?.Refused?.Refusal));
            if (finding.Fix.Fault is { } fault)
            {
                Violations.Add($"{Path}: {finding.Rule.Id} ended in {fault}");
            }

            if (tried is null)
            {
                Shown.Add($"# {Path}:{finding.Line}: {finding.Rule.Id}: no repair");
                return;
            }

            Shown.Add($"# {Path}:{finding.Line}: {finding.Rule.Id}: {tried.Refused?.Reason ?? $"+{tried.Gain}"}\n{UnifiedDiff.Patch(Path, text, TextEdit.Apply(text, finding.Fix))}");
            if (tried.Accepted)
            {
                Hold(tried.NewText, before, finding.Rule.Id);
                if (!OutsideIsUntouched(text, tried.NewText, finding))
                {
                    Violations.Add($"{Path}: {finding.Rule.Id} touches more than its edits");
                }
            }
        }

        private void Hold(string repaired, (Evaluation Evaluation, Score Score) before, string what)
        {
            var after = Grade(Path, repaired);
            if (after.Score.Effective < before.Score.Effective)
            {
                Violations.Add($"{Path}: {what} lowers the score");
            }

            var counts = before.Evaluation.Findings.CountBy(f => f.Rule.Id).ToDictionary();
            Violations.AddRange(after.Evaluation.Findings.CountBy(f => f.Rule.Id).Where(c => c.Value > counts.GetValueOrDefault(c.Key)).Select(c => $"{Path}: {what} adds {c.Key}"));
        }

        /// <summary>What stands between the edits stands in the new text, too, in order and at the ends.</summary>
        private static bool OutsideIsUntouched(string text, string repaired, Finding finding)
        {
            var (from, to) = (0, 0);
            foreach (var edit in finding.Fix.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.End))
            {
                var kept = text.AsSpan(from, edit.Span.Start - from);
                if (!repaired.AsSpan(to).StartsWith(kept) || !repaired.AsSpan(to + kept.Length).StartsWith(edit.NewText))
                {
                    return false;
                }

                (from, to) = (edit.Span.End, to + kept.Length + edit.NewText.Length);
            }

            return repaired.AsSpan(to).SequenceEqual(text.AsSpan(from));
        }

        private static (Evaluation Evaluation, Score Score) Grade(string path, string text)
        {
            var evaluation = RuleCatalog.Evaluate(GradingSubject.OfDockerfile(new(path, Dockerfile.Parse(text))), Policy.Default);
            return (evaluation, ScoreCalculator.Calculate(evaluation, Policy.Default));
        }
    }
}

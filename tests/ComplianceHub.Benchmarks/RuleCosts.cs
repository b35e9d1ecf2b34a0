using System.Diagnostics;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Benchmarks;

/// <summary>What each step and each rule costs over a folder, in one thread: microseconds and kilobytes a file. What rules share is paid by the first that asks.</summary>
internal static class RuleCosts
{
    private const int Rounds = 3;

    public static int Run(string corpus)
    {
        var files = CorpusFile.In(corpus);
        var costs = new Dictionary<string, Cost>();
        for (var round = 0; round <= Rounds; round++)
        {
            // The first round compiles.
            if (round == 1)
            {
                costs.Clear();
            }

            foreach (var file in files)
            {
                Measure(costs, file);
            }
        }

        foreach (var (name, cost) in costs.OrderByDescending(c => c.Value.Ticks))
        {
            var runs = (double)Rounds * files.Count;
            Console.WriteLine($"{cost.Ticks * 1e6 / Stopwatch.Frequency / runs,9:F2} µs {cost.Bytes / 1024d / runs,8:F2} kB  {name}");
        }

        return 0;
    }

    private static void Measure(Dictionary<string, Cost> costs, CorpusFile file)
    {
        var subject = Measured(costs, "- parse", file.Subject);
        var context = new RuleContext(Policy.Default, subject);
        foreach (var rule in RuleCatalog.Rules)
        {
            Measured(costs, rule.Descriptor.Id, () => rule.JudgeDeclared(subject.Declared!, context));
        }

        var evaluation = Measured(costs, "- evaluate again", () => RuleCatalog.Evaluate(subject, Policy.Default));
        Measured(costs, "- score", () => ScoreCalculator.Calculate(evaluation, Policy.Default));
    }

    private static T Measured<T>(Dictionary<string, Cost> costs, string name, Func<T> step)
    {
        if (!costs.TryGetValue(name, out var cost))
        {
            costs.Add(name, cost = new Cost());
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var result = step();
        cost.Ticks += Stopwatch.GetTimestamp() - start;
        cost.Bytes += GC.GetAllocatedBytesForCurrentThread() - bytes;
        return result;
    }

    private sealed class Cost
    {
        public long Ticks { get; set; }

        public long Bytes { get; set; }
    }
}

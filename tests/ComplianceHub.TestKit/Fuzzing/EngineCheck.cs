using System.Text;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.TestKit.Fuzzing;

/// <summary>Sends a text through the whole engine and says what law it broke.</summary>
public static class EngineCheck
{
    /// <summary>What an input may allocate: a part for all, and a part for each of its bytes.</summary>
    private const long MostBytes = 64L << 20;
    private const long MostBytesForEach = 64L << 10;

    /// <summary>Null when all is well.</summary>
    /// <param name="repair">Plans all repairs as well, which grades many times.</param>
    public static string? Broken(byte[] input, bool repair)
    {
        ArgumentNullException.ThrowIfNull(input);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var broken = Law(Encoding.UTF8.GetString(input), repair);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            return broken ?? (allocated > MostBytes + (MostBytesForEach * input.Length * (repair ? 8 : 1)) ? $"{allocated:N0} bytes allocated for {input.Length:N0}" : null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception.ToString();
        }
    }

    private static string? Law(string text, bool repair)
    {
        var file = Dockerfile.Parse(text);
        var position = 0;
        foreach (var instruction in file.Instructions)
        {
            if (instruction.Span.Start < position || instruction.Span.End > text.Length || file.Lines.LineAt(instruction.Span.Start) != instruction.StartLine)
            {
                return $"The span of {instruction.Name} in line {instruction.StartLine} is not in its place.";
            }

            position = instruction.Span.End;
            _ = BuildKitTree.Flags(instruction).Count() + BuildKitTree.Arguments(instruction).Count();
        }

        if (!ReferenceEquals(file.Text, text) || file.Errors.Any(e => e.Line < 1 || e.Span.End > text.Length))
        {
            return "The tree does not give the text back.";
        }

        _ = Dockerignore.Parse(text).Excludes("src/app/bin/file.txt");
        _ = InlineIgnores.Of(file).Length;
        var subject = GradingSubject.OfDockerfile(new BuildTargetFacts("Dockerfile", file));
        var evaluation = RuleCatalog.Evaluate(subject, Policy.Default);
        if (evaluation.Results.FirstOrDefault(r => r.Outcome == Outcome.Error) is { } failed)
        {
            return $"{failed.Rule.Id} ended in an error: {failed.Reason}";
        }

        var lines = file.Lines.LineAt(text.Length);
        if (evaluation.Findings.FirstOrDefault(f => f.Line < 1 || f.EndLine < f.Line || f.Line > lines) is { } outside)
        {
            return $"{outside.Rule.Id} points at line {outside.Line} of {lines}.";
        }

        var score = ScoreCalculator.Calculate(evaluation, Policy.Default);
        if (score.Effective is < 0 or > 10_000 || score.Effective != 10_000 - score.Criteria.Sum(c => c.Penalty))
        {
            return $"The score is {score.Effective}.";
        }

        if (!repair)
        {
            return null;
        }

        var plan = new FixPlanner(subject, Policy.Default).PlanAll();
        return plan is not null && plan.After.Effective < plan.Before.Effective ? "Repairs lower the score." : evaluation.Findings.Select(f => f.Fix.Fault).FirstOrDefault(f => f is not null)?.ToString();
    }
}

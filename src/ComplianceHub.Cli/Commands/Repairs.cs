using System.Text;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Cli.Commands;

/// <summary>What <c>check --fix</c> and <c>check --diff</c> do with each file.</summary>
internal sealed class Repairs(RepairOptions options, Grader grader)
{
    /// <summary>Writes the repaired files and says on standard error what was changed; standard output belongs to the report of what is left.</summary>
    /// <param name="problems">Gets a line for each file that could not be read or written.</param>
    public void Write(IReadOnlyList<string> files, List<string> problems)
    {
        foreach (var (file, plan, problem) in InOrder.Select(files, Plan))
        {
            if (problem is not null)
            {
                problems.Add(problem);
            }
            else if (file is not null && plan is not null)
            {
                if (!plan.ChangesNothing && file.Write(plan.NewText) is { } failure)
                {
                    problems.Add($"{file.Path}: {failure}");
                }
                else
                {
                    Tell(Console.Error, file.Path, plan);
                }
            }
        }
    }

    /// <summary>Prints one patch for all files and says on standard error what is left out; gives the exit status, as diff does: 1 when there is something to change.</summary>
    public int Print(IReadOnlyList<string> files, List<string> problems)
    {
        var changes = false;
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        foreach (var (file, plan, problem) in InOrder.Select(files, Plan))
        {
            if (problem is not null)
            {
                problems.Add(problem);
            }
            else if (file is not null && plan is not null)
            {
                changes |= !plan.ChangesNothing;
                output.Write(UnifiedDiff.Patch(PatchPath.Of(file.Path, Environment.CurrentDirectory), plan.OldText, plan.NewText));
                TellRefused(Console.Error, file.Path, plan);
            }
        }

        problems.ForEach(Console.Error.WriteLine);
        return problems.Count > 0 ? ExitStatus.BadUse : changes ? ExitStatus.Findings : ExitStatus.Clean;
    }

    private (EditedFile? File, FixPlan? Plan, string? Problem) Plan(string path)
    {
        if (EditedFile.Read(path, out var problem) is not { } file || grader.Repair(path, file.Text, out problem) is not { } planner)
        {
            return (null, null, $"{path}: {problem}");
        }

        return (file, planner.PlanAll(f => options.Wants(f.Rule)), null);
    }

    private static void Tell(TextWriter log, string path, FixPlan plan)
    {
        if (!plan.ChangesNothing)
        {
            var count = plan.Applied.Length == 1 ? "1 repair" : $"{plan.Applied.Length} repairs";
            log.WriteLine($"{path}: {count}, {ScoreText.Of(plan.Before.Effective)} → {ScoreText.Of(plan.After.Effective)}");
            foreach (var rule in plan.Applied.GroupBy(f => f.Rule.Id).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                log.WriteLine($"  {rule.Key}: {rule.First().Rule.Title}{(rule.Count() == 1 ? "" : $" ({rule.Count()} times)")}");
            }
        }

        TellRefused(log, path, plan);
    }

    private static void TellRefused(TextWriter log, string path, FixPlan plan)
    {
        foreach (var refused in plan.Refused)
        {
            log.WriteLine($"{path}: left out: {refused.Finding.Rule.Id}: {refused.Reason}");
        }
    }
}

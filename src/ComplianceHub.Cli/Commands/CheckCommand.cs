using System.CommandLine;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Reports;
using ComplianceHub.ShellCheck;

namespace ComplianceHub.Cli.Commands;

/// <summary><c>check PATH…</c>: grades Dockerfiles offline.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var paths = DockerfileSearch.Argument();
        var format = new Option<string>("--format")
        {
            Description = string.Join("; ", FileReport.All.Select(r => $"{r.Name}: {r.Summary}")) + ".",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong([.. FileReport.All.Select(r => r.Name)]);
        var failOn = new Option<string>("--fail-on") { Description = "Smallest severity that makes the exit status 1.", DefaultValueFactory = _ => "high" };
        failOn.AcceptOnlyFromAmong("low", "medium", "high", "critical", "never");
        var target = new Option<string?>("--target") { Description = "The stage that ships, by name or number; the last one by default." };
        var policy = new Option<string?>("--policy") { Description = "What is asked and what it weighs: a JSON file, see 'policy show' and 'policy schema'." };

        // Off by default: the program takes many times as long as all of our rules together.
        var shellCheck = new Option<bool>("--shellcheck") { Description = "Ask the shellcheck program about the scripts of RUN, where it is installed." };

        var command = new Command("check", "Grades Dockerfiles: score, letter and findings with their lines.") { paths, format, failOn, target, policy, shellCheck };
        RepairOptions.AddTo(command);
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(paths),
            FileReport.All.First(r => r.Name == parsed.GetRequiredValue(format)),
            Threshold(parsed.GetRequiredValue(failOn)),
            parsed.GetValue(target),
            parsed.GetValue(policy),
            parsed.GetValue(shellCheck),
            RepairOptions.Of(parsed)));
        return command;
    }

    private static Severity? Threshold(string name) => name == "never" ? null : Enum.Parse<Severity>(name, ignoreCase: true);

    private static int Run(string[] paths, FileReport report, Severity? failOn, string? target, string? policyFile, bool withShellCheck, RepairOptions? repair)
    {
        var policy = Policy.Default;
        if (policyFile is not null && !PolicyFile.TryRead(policyFile, Console.Error, out policy))
        {
            return ExitStatus.BadUse;
        }

        // Without a policy of the organisation's, nothing that was asked for is left out.
        var search = DockerfileSearch.Find(paths, Console.In, policyFile is null ? [] : policy.ExcludedPaths);
        var grader = new Grader(policy, target, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var problems = search.Problems.ToList();
        var notes = new List<string>();
        if (repair is not null)
        {
            var repairs = new Repairs(repair, grader);
            if (!repair.Write)
            {
                return repairs.Print(search.Files, problems);
            }

            repairs.Write(search.Files, problems);
        }

        var fails = false;
        using (var output = Console.OpenStandardOutput())
        {
            report.Write(output, Graded().Select(Watch));
        }

        problems.Distinct().ToList().ForEach(Console.Error.WriteLine);
        if (search.Excluded > 0)
        {
            notes.Add($"{search.Excluded} {(search.Excluded == 1 ? "file" : "files")} left out by the policy's excludedPaths");
        }

        notes.ForEach(Console.Error.WriteLine);

        return problems.Count > 0 ? ExitStatus.BadUse : fails ? ExitStatus.Findings : ExitStatus.Clean;

        IEnumerable<GradedFile> Graded()
        {
            if (!withShellCheck)
            {
                return InOrder.Select(search.Files, grader.Grade);
            }

            var program = ShellCheckProgram.FindAsync(CancellationToken.None).GetAwaiter().GetResult();
            if (program is null)
            {
                notes.Add("ShellCheck is not installed: the scripts of RUN were not checked");
            }

            return search.Files.Chunk(InOrder.Batch).SelectMany(paths => grader.Grade(paths, program));
        }

        GradedFile Watch(GradedFile file)
        {
            if (file.Unreadable is { } reason)
            {
                problems.Add($"{file.Path}: {reason}");
            }

            fails |= failOn is { } threshold && file.Findings.Any(f => !f.Finding.IsUnknown && !f.Waived && f.Finding.Severity >= threshold);
            return file;
        }
    }
}

using System.CommandLine;
using ComplianceHub.Cli.Output;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Cli.Commands;

/// <summary><c>check PATH…</c>: grades Dockerfiles offline.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Dockerfiles, folders to search, or - for a list of paths on standard input.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string>("--format") { Description = "text for people, json for programs.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var failOn = new Option<string>("--fail-on") { Description = "Smallest severity that makes the exit status 1.", DefaultValueFactory = _ => "high" };
        failOn.AcceptOnlyFromAmong("low", "medium", "high", "critical", "never");
        var target = new Option<string?>("--target") { Description = "The stage that ships, by name or number; the last one by default." };
        var policy = new Option<string?>("--policy") { Description = "What is asked and what it weighs: a JSON file, see 'policy show' and 'policy schema'." };

        var command = new Command("check", "Grades Dockerfiles: score, letter and findings with their lines.") { paths, format, failOn, target, policy };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(paths),
            parsed.GetRequiredValue(format),
            Threshold(parsed.GetRequiredValue(failOn)),
            parsed.GetValue(target),
            parsed.GetValue(policy)));
        return command;
    }

    private static Severity? Threshold(string name) => name == "never" ? null : Enum.Parse<Severity>(name, ignoreCase: true);

    private static int Run(string[] paths, string format, Severity? failOn, string? target, string? policyFile)
    {
        var policy = Policy.Default;
        if (policyFile is not null && !PolicyFile.TryRead(policyFile, Console.Error, out policy))
        {
            return ExitStatus.BadUse;
        }

        // Without a policy of the organisation's, nothing that was asked for is left out.
        var search = DockerfileSearch.Find(paths, Console.In, policyFile is null ? [] : policy.ExcludedPaths);
        var graded = new GradedFile?[search.Files.Count];
        Parallel.For(0, graded.Length, i => graded[i] = GradedFile.Read(search.Files[i], target, policy));

        var readable = graded.OfType<GradedFile>().Where(g => g.Unreadable is null).ToList();
        var problems = search.Problems.Concat(graded.OfType<GradedFile>().Where(g => g.Unreadable is not null).Select(g => g.Unreadable ?? "")).ToList();

        using var output = new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), 1 << 16);
        if (format == "json")
        {
            JsonOutput.Write(output, readable);
        }
        else
        {
            TextOutput.Write(output, readable);
        }

        output.Flush();
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        if (search.Excluded > 0)
        {
            Console.Error.WriteLine($"{search.Excluded} {(search.Excluded == 1 ? "file" : "files")} left out by the policy's excludedPaths");
        }

        if (problems.Count > 0)
        {
            return ExitStatus.BadUse;
        }

        return failOn is { } threshold && readable.Any(g => g.Findings.Any(f => !f.Finding.IsUnknown && f.Finding.Severity >= threshold))
            ? ExitStatus.Findings
            : ExitStatus.Clean;
    }
}

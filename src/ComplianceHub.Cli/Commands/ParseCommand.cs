using System.CommandLine;
using ComplianceHub.Cli.Output;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Cli.Commands;

/// <summary><c>parse PATH…</c>: prints the syntax tree, one JSON object a line and file.</summary>
internal static class ParseCommand
{
    public static Command Create()
    {
        var paths = DockerfileSearch.Argument();
        var format = new Option<string>("--format") { Description = "json: one object a line and file.", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json");
        var command = new Command("parse", "Prints Dockerfiles as syntax trees, as BuildKit's parser reads them.") { paths, format };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(paths)));
        return command;
    }

    private static int Run(string[] paths)
    {
        var search = DockerfileSearch.Find(paths, Console.In, []);
        var problems = search.Problems.ToList();
        using var output = Console.OpenStandardOutput();
        using var tree = new TreeOutput(output);
        foreach (var (path, dockerfile, problem) in InOrder.Select(search.Files, Parse))
        {
            if (dockerfile is null)
            {
                problems.Add($"{path}: {problem}");
            }
            else
            {
                tree.Write(path, dockerfile);
            }
        }

        problems.ForEach(Console.Error.WriteLine);
        return problems.Count > 0 ? ExitStatus.BadUse : ExitStatus.Clean;
    }

    private static (string Path, Dockerfile? Dockerfile, string? Problem) Parse(string path)
    {
        var (text, problem) = DockerfileText.Read(path);
        return (path, text is null ? null : Dockerfile.Parse(text), problem);
    }
}

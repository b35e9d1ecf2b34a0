using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Reports;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.ShellCheck;

namespace ComplianceHub.Cli.Commands;

/// <summary>Grades files of the disk under one policy.</summary>
/// <param name="target">The stage that ships; null for the last one.</param>
/// <param name="day">For comments that end.</param>
internal sealed class Grader(Policy policy, string? target, DateOnly day)
{
    public GradedFile Grade(string path) => Grade(Read(path));

    /// <summary>Grades files with what ShellCheck says of their scripts, which it is asked for all of them at once.</summary>
    /// <param name="program">Null when it is not installed.</param>
    public IReadOnlyList<GradedFile> Grade(IReadOnlyList<string> paths, ShellCheckProgram? program)
    {
        var files = paths.AsParallel().AsOrdered().Select(Read).ToList();
        var readable = files.Where(f => f.Facts is not null).ToList();
        var said = program?.CheckAsync([.. readable.Select(f => f.Facts).OfType<BuildTargetFacts>().Select(f => f.Dockerfile)], CancellationToken.None).GetAwaiter().GetResult();
        var facts = readable.Select((f, i) => (f.Path, Said: said?[i] ?? ShellCheckFacts.NotInstalled)).ToDictionary(f => f.Path, f => f.Said, StringComparer.Ordinal);
        return [.. files.AsParallel().AsOrdered().Select(f => Grade(f.Facts is null ? f : f with { Facts = f.Facts with { ShellCheck = facts[f.Path] } }))];
    }

    /// <summary>The repairs of a text under a path; null, and a sentence why, when it has no stage of the target's name.</summary>
    public FixPlanner? Repair(string path, string text, out string? problem) =>
        FactsOf(path, text, out problem) is { } facts ? new(SubjectOf(facts), policy) : null;

    private ReadFile Read(string path)
    {
        var (text, problem) = DockerfileText.Read(path);
        return text is null ? new(path, null, problem) : new(path, FactsOf(path, text, out problem), problem);
    }

    private GradedFile Grade(ReadFile file)
    {
        if (file.Facts is null)
        {
            return new(file.Path, null, null, file.Problem);
        }

        var evaluation = RuleCatalog.Evaluate(SubjectOf(file.Facts), policy);
        return new(file.Path, file.Facts.Dockerfile, ScoreCalculator.Calculate(evaluation, policy)) { InlineIgnores = evaluation.InlineIgnores };
    }

    private GradingSubject SubjectOf(BuildTargetFacts facts) => GradingSubject.OfDockerfile(facts) with { Day = day };

    private BuildTargetFacts? FactsOf(string path, string text, out string? problem)
    {
        var facts = new BuildTargetFacts(RepositoryPath.Of(path), Dockerfile.Parse(text), target, Dockerignore: FindDockerignore(path));
        problem = target is not null && facts.Stage is null ? $"no stage named {target}" : null;
        return problem is null ? facts : null;
    }

    // BuildKit prefers Dockerfile.dockerignore beside the Dockerfile; the context's own is taken to lie in the same folder.
    private static Dockerignore? FindDockerignore(string path)
    {
        foreach (var candidate in new[] { path + ".dockerignore", Path.Combine(Path.GetDirectoryName(path) ?? "", ".dockerignore") })
        {
            if (File.Exists(candidate))
            {
                return DockerfileText.Read(candidate).Text is { } text ? Dockerignore.Parse(text) : null;
            }
        }

        return null;
    }

    /// <summary>A file that was read, or why it was not.</summary>
    private sealed record ReadFile(string Path, BuildTargetFacts? Facts, string? Problem);
}

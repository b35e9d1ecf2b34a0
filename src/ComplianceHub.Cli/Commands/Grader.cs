using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Reports;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Cli.Commands;

/// <summary>Grades files of the disk under one policy.</summary>
/// <param name="target">The stage that ships; null for the last one.</param>
/// <param name="day">For comments that end.</param>
internal sealed class Grader(Policy policy, string? target, DateOnly day)
{
    public GradedFile Grade(string path)
    {
        var (text, problem) = DockerfileText.Read(path);
        if (text is null)
        {
            return new(path, null, null, problem);
        }

        if (FactsOf(path, text, out problem) is not { } facts)
        {
            return new(path, null, null, problem);
        }

        var evaluation = RuleCatalog.Evaluate(SubjectOf(facts), policy);
        return new(path, facts.Dockerfile, ScoreCalculator.Calculate(evaluation, policy)) { InlineIgnores = evaluation.InlineIgnores };
    }

    /// <summary>The repairs of a text under a path; null, and a sentence why, when it has no stage of the target's name.</summary>
    public FixPlanner? Repair(string path, string text, out string? problem) =>
        FactsOf(path, text, out problem) is { } facts ? new(SubjectOf(facts), policy) : null;

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
}

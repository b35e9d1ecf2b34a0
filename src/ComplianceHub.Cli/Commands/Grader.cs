using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Reports;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Cli.Commands;

/// <summary>Grades files of the disk under one policy.</summary>
/// <param name="target">The stage that ships; null for the last one.</param>
internal sealed class Grader(Policy policy, string? target)
{
    public GradedFile Grade(string path)
    {
        var (text, problem) = DockerfileText.Read(path);
        if (text is null)
        {
            return new(path, null, null, problem);
        }

        var dockerfile = Dockerfile.Parse(text);
        if (target is not null && dockerfile.FindStage(target) is null)
        {
            return new(path, null, null, $"no stage named {target}");
        }

        var facts = new BuildTargetFacts(RepositoryPath.Of(path), dockerfile, target, Dockerignore: FindDockerignore(path));
        return new(path, dockerfile, ScoreCalculator.Calculate(RuleCatalog.Evaluate(GradingSubject.OfDockerfile(facts), policy), policy));
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

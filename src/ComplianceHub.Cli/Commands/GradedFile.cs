using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Cli.Commands;

/// <summary>One Dockerfile with its score, or the reason it could not be read.</summary>
internal sealed record GradedFile(string Path, Dockerfile? Dockerfile, Score? Score, string? Unreadable)
{
    /// <summary>Findings as people read them: by line, then by points.</summary>
    public IReadOnlyList<ScoredFinding> Findings { get; } = Score is null
        ? []
        : [.. Score.Criteria.SelectMany(c => c.Findings).OrderBy(f => f.Finding.Line ?? int.MaxValue).ThenByDescending(f => f.Points).ThenBy(f => f.Finding.Fingerprint, StringComparer.Ordinal)];

    public static GradedFile Read(string path, string? target, Policy policy)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(path, null, null, $"{path}: {e.Message}");
        }

        var dockerfile = Dockerfile.Parse(text);
        if (target is not null && dockerfile.FindStage(target) is null)
        {
            return new(path, null, null, $"{path}: no stage named {target}");
        }

        var facts = new BuildTargetFacts(RepositoryPath.Of(path), dockerfile, target, Dockerignore: FindDockerignore(path));
        var evaluation = RuleCatalog.Evaluate(GradingSubject.OfDockerfile(facts), policy);
        return new(path, dockerfile, ScoreCalculator.Calculate(evaluation, policy), null);
    }

    // BuildKit prefers Dockerfile.dockerignore beside the Dockerfile; the context's own is taken to lie in the same folder.
    private static Dockerignore? FindDockerignore(string path)
    {
        foreach (var candidate in new[] { path + ".dockerignore", System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path) ?? "", ".dockerignore") })
        {
            try
            {
                if (File.Exists(candidate))
                {
                    return Dockerignore.Parse(File.ReadAllText(candidate));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        return null;
    }
}

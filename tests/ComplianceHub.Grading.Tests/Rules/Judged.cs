using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Rules;

/// <summary>Asks one rule.</summary>
internal static class Judged
{
    public static RuleAnswer Declared<T>(string dockerfile, Policy? policy = null, string? dockerignore = null)
        where T : Rule, new()
    {
        var target = new BuildTargetFacts("Dockerfile", Dockerfile.Parse(dockerfile), Dockerignore: dockerignore is null ? null : Dockerignore.Parse(dockerignore));
        return new T().JudgeDeclared(target, new(policy ?? Policy.Default, GradingSubject.OfDockerfile(target)))!;
    }

    public static RuleAnswer Shipped<T>(ImageConfigFacts config, Policy? policy = null, GradingSubject? subject = null)
        where T : Rule, new()
    {
        var platform = new PlatformFacts("linux/amd64", "sha256:1", config, [], ImmutableSortedDictionary<string, string>.Empty);
        subject ??= GradingSubject.OfImage(new("registry.example.com", "a", "1", "sha256:1", [platform]));
        return new T().JudgeShipped(platform, new(policy ?? Policy.Default, subject))!;
    }

    /// <summary>What the findings are about, in order of the file.</summary>
    public static IEnumerable<string> Loci<T>(string dockerfile)
        where T : Rule, new() => Declared<T>(dockerfile).Findings.OrderBy(f => f.Line).ThenBy(f => f.Span?.Start).Select(f => f.Locus);

    /// <summary>The file with all proposed edits made.</summary>
    public static string Repaired<T>(string dockerfile)
        where T : Rule, new() => TextEdit.Apply(dockerfile, Declared<T>(dockerfile).Findings.SelectMany(f => f.Fix).Distinct());

    /// <summary>A config whose history stands on a small base and then has these lines.</summary>
    public static ImageConfigFacts History(params string[] lines) => new()
    {
        History =
        [
            new(null, "/bin/sh -c #(nop) ADD file:0123 in / ", false, null), new(null, "RUN /bin/sh -c apt-get install base-of-others # buildkit", false, null),
            new(null, "/bin/sh -c #(nop)  CMD [\"/bin/sh\"]", true, null), .. lines.Select(l => new HistoryFacts(null, l, false, null)),
        ],
    };
}

using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Rules;

/// <summary>What one rule says, through the real engine.</summary>
internal static class Graded
{
    public static readonly string Digest = "sha256:" + new string('a', 64);

    public static BuildTargetFacts File(string text, string? target = null) => new("Dockerfile", Dockerfile.Parse(text), target);

    public static RuleResult By<TRule>(GradingSubject subject, Policy? policy = null)
        where TRule : Rule, new() => RuleCatalog.Evaluate(subject, policy ?? Policy.Default, [new TRule()]).Results.Single();

    public static RuleResult By<TRule>(string dockerfile, Policy? policy = null)
        where TRule : Rule, new() => By<TRule>(GradingSubject.OfDockerfile(File(dockerfile)), policy);

    public static RuleResult By<TRule>(params PlatformFacts[] platforms)
        where TRule : Rule, new() => By<TRule>(GradingSubject.OfImage(Image(platforms)));

    public static ImageFacts Image(params PlatformFacts[] platforms) => new("registry.example.com", "team/app", "1.0", Digest, [.. platforms]);

    public static PlatformFacts Platform(ImageConfigFacts? config = null, string platform = "linux/amd64", params LayerFacts[] layers) =>
        new(platform, Digest, config ?? new ImageConfigFacts { Os = "linux" }, [.. layers], ImmutableSortedDictionary<string, string>.Empty);

    public static PlatformFacts WithBase(string name) =>
        Platform() with { Annotations = ImmutableSortedDictionary<string, string>.Empty.Add("org.opencontainers.image.base.name", name) };

    public static PlatformFacts WithHistory(params string[] lines) =>
        Platform(new ImageConfigFacts { Os = "linux", History = [.. lines.Select(l => new HistoryFacts(null, l, l.StartsWith("CMD", StringComparison.Ordinal), null))] });

    public static int?[] Lines(RuleResult result) => [.. result.Findings.Select(f => f.Line)];
}

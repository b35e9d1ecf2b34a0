using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Tests.Waivers;

/// <summary>Dockerfiles with comments, under a policy that lets all of them count.</summary>
internal static class Commented
{
    public static readonly Policy Allowing = Policy.Default with { Suppressions = new() { Dialects = [.. Enum.GetValues<InlineIgnoreDialect>()] } };

    public static Evaluation Evaluate(string text, Policy? policy = null, DateOnly? day = null, string? target = null) =>
        RuleCatalog.Evaluate(GradingSubject.OfDockerfile(new("Dockerfile", Dockerfile.Parse(text), target)) with { Day = day }, policy ?? Allowing);

    /// <summary>What is suppressed, as <c>rule:line</c>, ordered.</summary>
    public static IEnumerable<string> Suppressed(string text, Policy? policy = null, DateOnly? day = null) =>
        Evaluate(text, policy, day).Findings.Where(f => f.IsSuppressed).Select(f => $"{f.Rule.Id}:{f.Line}").Order(StringComparer.Ordinal);

    public static InlineIgnore Only(string text) => Assert.Single(InlineIgnores.Of(Dockerfile.Parse(text)));
}

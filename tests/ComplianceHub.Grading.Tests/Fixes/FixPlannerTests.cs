using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Tests.Rules;

namespace ComplianceHub.Grading.Tests.Fixes;

public sealed class FixPlannerTests
{
    private const string Text = "FROM alpine:3.22\nCOPY app /app\nCMD [\"/app\"]\n";

    private static GradingSubject Subject(string text) => GradingSubject.OfDockerfile(Graded.File(text));

    private static Finding Root(string text) => RuleCatalog.Evaluate(Subject(text), Policy.Default).Findings.Single(f => f.Rule.Id == "user-root");

    private static FixResult Try(string text, params TextEdit[] edits) => FixPlanner.Plan(Subject(text), Policy.Default, Root(text) with { Fix = [.. edits] })!;

    private static TextEdit Instead(string text, string old, string with) => new(new(text.IndexOf(old, StringComparison.Ordinal), old.Length), with);

    [Fact]
    public void A_repair_is_shown_with_its_diff_and_the_score_before_and_after()
    {
        var result = FixPlanner.Plan(Subject(Text), Policy.Default, Root(Text))!;

        Assert.True(result.Accepted, result.Refusal);
        Assert.Equal("FROM alpine:3.22\nCOPY app /app\nUSER 10001\nCMD [\"/app\"]\n", result.NewText);
        Assert.Equal(["USER 10001"], result.Diff.Where(l => l.Kind == DiffLineKind.Added).Select(l => l.Text));
        Assert.Equal(Criterion.NonRoot.DefaultBudget, result.Gain);
        Assert.Contains(result.Repaired, f => f.Rule.Id == "user-root");
    }

    [Fact]
    public void What_would_not_parse_is_refused() => Assert.Contains("parse", Try(Text, Instead(Text, "CMD", "NONSENSE x\nUSER 1\nCMD")).Refusal, StringComparison.Ordinal);

    [Fact]
    public void What_breaks_another_rule_is_refused() => Assert.Contains("another rule", Try(Text, Instead(Text, "CMD", "RUN sudo ls\nUSER 1\nCMD")).Refusal, StringComparison.Ordinal);

    [Fact]
    public void What_repairs_nothing_is_refused() => Assert.Contains("not repair", Try(Text, Instead(Text, "CMD", "USER 0\nCMD")).Refusal, StringComparison.Ordinal);

    [Fact]
    public void A_pinned_image_is_never_floated()
    {
        var pinned = $"FROM alpine:3.22@{Graded.Digest}\nCMD [\"/app\"]\n";
        var other = "sha256:" + new string('b', 64);

        Assert.NotNull(Try(pinned, Instead(pinned, "@" + Graded.Digest, ""), Instead(pinned, "CMD", "USER 1\nCMD")).Refusal);
        Assert.Contains("float", Try(pinned, Instead(pinned, Graded.Digest, other), Instead(pinned, "CMD", "USER 1\nCMD")).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Repairs_of_one_place_are_refused_together() =>
        Assert.False(Try(Text, Instead(Text, "CMD", "USER 1\nCMD"), Instead(Text, "CMD", "USER 2\nCMD")).Accepted);

    [Fact]
    public void Without_an_edit_there_is_nothing_to_plan() => Assert.Null(FixPlanner.Plan(Subject(Text), Policy.Default, Root(Text) with { Fix = [] }));

    /// <summary>A sample may have more wrong with it, which a repair brings to light; but what a rule proposes must parse, repair and cost nothing.</summary>
    [Fact]
    public void Repairs_proposed_for_the_samples_of_the_pages_do_repair()
    {
        var refused = RuleCatalog.Rules.SelectMany(rule => RulePage.Of(rule)!.Noncompliant.Where(s => s.IsDockerfile).SelectMany(sample =>
        {
            var subject = Subject(sample.Text);
            return RuleCatalog.Evaluate(subject, sample.Policy).Findings.Where(f => f.Rule.Id == rule.Descriptor.Id && !f.Fix.IsEmpty)
                .Select(f => FixPlanner.Plan(subject, sample.Policy, f)!).Where(r => r.Refusal is { } refusal && !refusal.StartsWith("It would break another rule", StringComparison.Ordinal)).Select(r => $"{rule.Descriptor.Id}: {r.Refusal}\n{r.NewText}");
        })).ToList();

        Assert.True(refused.Count == 0, string.Join("\n", refused));
    }
}

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

    private static FixResult Try(string text, params TextEdit[] edits) => new FixPlanner(Subject(text), Policy.Default).Try(Root(text) with { Fix = [.. edits] })!;

    private static TextEdit Instead(string text, string old, string with) => new(new(text.IndexOf(old, StringComparison.Ordinal), old.Length), with);

    [Fact]
    public void A_repair_is_shown_with_its_diff_and_the_score_before_and_after()
    {
        var result = new FixPlanner(Subject(Text), Policy.Default).Try(Root(Text))!;

        Assert.True(result.Accepted, result.Refused?.Reason);
        Assert.Equal("FROM alpine:3.22\nCOPY app /app\nUSER 10001\nCMD [\"/app\"]\n", result.NewText);
        Assert.Equal(["USER 10001"], UnifiedDiff.Of(result.OldText, result.NewText).Where(l => l.Kind == DiffLineKind.Added).Select(l => l.Text));
        Assert.Equal(Criterion.NonRoot.DefaultBudget, result.Gain);
        Assert.Contains(result.Repaired, f => f.Rule.Id == "user-root");
    }

    [Fact]
    public void What_would_not_parse_is_refused() => Assert.Equal(FixRefusal.Parse, Try(Text, Instead(Text, "CMD", "NONSENSE x\nUSER 1\nCMD")).Refused?.Refusal);

    [Fact]
    public void What_breaks_another_rule_is_refused() => Assert.Equal(FixRefusal.AddsFinding, Try(Text, Instead(Text, "CMD", "RUN sudo ls\nUSER 1\nCMD")).Refused?.Refusal);

    [Fact]
    public void What_repairs_nothing_is_refused() => Assert.Equal(FixRefusal.RepairsNothing, Try(Text, Instead(Text, "CMD", "USER 0\nCMD")).Refused?.Refusal);

    [Fact]
    public void A_pinned_image_is_never_floated()
    {
        var pinned = $"FROM alpine:3.22@{Graded.Digest}\nCMD [\"/app\"]\n";
        var other = "sha256:" + new string('b', 64);

        Assert.False(Try(pinned, Instead(pinned, "@" + Graded.Digest, ""), Instead(pinned, "CMD", "USER 1\nCMD")).Accepted);
        Assert.Equal(FixRefusal.FloatsPin, Try(pinned, Instead(pinned, Graded.Digest, other), Instead(pinned, "CMD", "USER 1\nCMD")).Refused?.Refusal);
    }

    [Fact]
    public void Repairs_of_one_place_are_refused_together() =>
        Assert.Equal(FixRefusal.SamePlace, Try(Text, Instead(Text, "CMD", "USER 1\nCMD"), Instead(Text, "CMD", "USER 2\nCMD")).Refused?.Refusal);

    [Fact]
    public void Without_an_edit_there_is_nothing_to_plan() => Assert.Null(new FixPlanner(Subject(Text), Policy.Default).Try(Root(Text) with { Fix = [] }));

    [Fact]
    public void A_broken_script_is_refused() => Assert.Equal(FixRefusal.Parse, Try(Text, Instead(Text, "CMD", "RUN true && ( false\nUSER 1\nCMD")).Refused?.Refusal);

    [Fact]
    public void What_is_no_longer_seen_is_no_repair()
    {
        const string Known = "FROM alpine:3.22\nUSER 0\nCMD [\"/app\"]\n";

        Assert.Equal(FixRefusal.LowersCoverage, Try(Known, Instead(Known, "alpine:3.22\nUSER 0", "registry.example.com/unknown:3.22\nUSER 1")).Refused?.Refusal);
    }

    [Fact]
    public void A_finding_that_goes_by_another_name_afterwards_is_not_added()
    {
        const string Apt = "FROM debian:12\nRUN apt install -y curl\nUSER 1\n";
        var planner = new FixPlanner(Subject(Apt), Policy.Default);

        var result = planner.Try(RuleCatalog.Evaluate(Subject(Apt), Policy.Default).Findings.Single(f => f.Rule.Id == "apt-use"))!;

        Assert.True(result.Accepted, result.Refused?.Reason);
        Assert.Contains("apt-get install -y curl", result.NewText, StringComparison.Ordinal);
    }

    /// <summary>A sample may have more wrong with it, which a repair brings to light; but what a rule proposes must parse, repair and cost nothing.</summary>
    [Fact]
    public void Repairs_proposed_for_the_samples_of_the_pages_do_repair()
    {
        var refused = RuleCatalog.Rules.SelectMany(rule => RulePage.Of(rule)!.Noncompliant.Where(s => s.IsDockerfile).SelectMany(sample =>
        {
            var subject = Subject(sample.Text);
            return RuleCatalog.Evaluate(subject, sample.Policy).Findings.Where(f => f.Rule.Id == rule.Descriptor.Id && !f.Fix.IsEmpty)
                .Select(f => new FixPlanner(subject, sample.Policy).Try(f)!).Where(r => r.Refused is { Refusal: not FixRefusal.AddsFinding }).Select(r => $"{rule.Descriptor.Id}: {r.Refused?.Reason}\n{r.NewText}");
        })).ToList();

        Assert.True(refused.Count == 0, string.Join("\n", refused));
    }
}

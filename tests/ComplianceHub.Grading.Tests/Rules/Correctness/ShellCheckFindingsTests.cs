using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Correctness;
using ComplianceHub.Grading.Tests.Waivers;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class ShellCheckFindingsTests
{
    [Theory]
    [InlineData("FROM a\nRUN a \\\n  # remark\n && rm $x \\\n\n && b\n", "4:4 » $x «")]
    [InlineData("FROM a\nRUN <<EOF\na\n\trm $x\nEOF\n", "4:4 » $x «")]
    [InlineData("FROM a\nRUN <<-EOF\n\t\ta\n\t\trm $x\n\tEOF\n", "4:4 » $x «")]
    [InlineData("FROM a\nRUN bash <<'EOF' && \\\n rm $x\na\nEOF\n", "3:3 » $x «")]
    [InlineData("FROM a\nRUN [\"sh\", \"-c\", \"echo \\\"\\u0041\\\"; rm $x\"]\n", "2:2 » $x «")]
    [InlineData("FROM a\nONBUILD RUN rm \\\n $x\n", "3:3 » $x «")]
    [InlineData("# escape=`\nFROM a\nSHELL [\"bash\", \"-c\"]\nRUN rm `\n $x\n", "5:5 » $x «")]
    public void A_finding_stands_where_the_Dockerfile_says_it(string text, string expected)
    {
        var finding = Assert.Single(Result(text, "$x").Findings);

        Assert.Equal(expected, $"{finding.Line}:{finding.EndLine} » {text.Substring(finding.Span!.Value.Start, finding.Span.Value.Length)} «");
        Assert.Equal(("SC2086", "SC2086: Quote it.", "SC2086 $x"), (finding.Code, finding.Message, finding.Locus));
    }

    [Fact]
    public void Without_the_program_nothing_is_judged_and_nothing_lost()
    {
        var facts = new BuildTargetFacts("Dockerfile", Dockerfile.Parse("FROM a\nRUN rm $x\n"));
        RuleResult Of(ShellCheckFacts? shellCheck) => Graded.By<ShellCheckFindings>(GradingSubject.OfDockerfile(facts with { ShellCheck = shellCheck }));

        Assert.Equal((Outcome.NotCollected, "ShellCheck was not asked."), (Of(null).Outcome, Of(null).Reason));
        Assert.Equal((Outcome.NotCollected, "ShellCheck is not installed."), (Of(ShellCheckFacts.NotInstalled).Outcome, Of(ShellCheckFacts.NotInstalled).Reason));
        Assert.Equal(RuleKind.Advisory, Of(null).Rule.Kind);
    }

    [Fact]
    public void Only_what_the_target_needs_is_judged() => Assert.Empty(Result("FROM a AS x\nRUN rm $x\nFROM b\nRUN c\n", "$x").Findings);

    [Fact]
    public void Findings_are_suppressed_by_their_code()
    {
        var file = Dockerfile.Parse("FROM a\n# hadolint ignore=SC2086\nRUN rm $x\n# hadolint ignore=SC2154\nRUN ls $x\n");
        var subject = GradingSubject.OfDockerfile(new BuildTargetFacts("Dockerfile", file) { ShellCheck = Facts(file, "$x") });

        Assert.Equal([(3, true), (5, false)], RuleCatalog.Evaluate(subject, Commented.Allowing).Findings.Where(f => f.Rule.Id == "shellcheck").Select(f => (f.Line!.Value, f.IsSuppressed)));
    }

    private static RuleResult Result(string text, string about)
    {
        var file = Dockerfile.Parse(text);
        return Graded.By<ShellCheckFindings>(GradingSubject.OfDockerfile(new BuildTargetFacts("Dockerfile", file) { ShellCheck = Facts(file, about) }));
    }

    private static ShellCheckFacts Facts(Dockerfile file, string about) => new("0", ShellCheckScript.Of(file).ToImmutableDictionary(
        s => s.Key,
        s => s.Run.Text.IndexOf(about, StringComparison.Ordinal) is var at and >= 0 ? ImmutableArray.Create(new ShellCheckComment(2086, ShellCheckLevel.Info, at, about.Length, "Quote it.")) : []));
}

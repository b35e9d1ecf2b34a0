using System.Diagnostics;
using System.Text;
using CsCheck;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Tests.Rules;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Tests.Waivers;

/// <summary>What comments do to findings and scores.</summary>
public sealed class InlineIgnoresTests
{
    private const string Text = "# check=skip=StageNameCasing\nFROM registry.example.org/a:latest AS X\n# hadolint ignore=DL3004,DL3003 # see SEC-118\nRUN sudo a\n#checkov:skip=CKV_DOCKER_7\n";

    private static readonly string[] s_words =
    [
        "hadolint ignore=", "check=skip=", "kics-scan ", "trivy:ignore:", "checkov:skip=", "compliancehub ignore=", "compliancehub ignore-file=",
        "DL3004", "all", "*", ",", ";", "=", ":", " until=2020-01-01", "exp:2020-01-01", "sudo", "#", "\u00e9", "[", "CKV_DOCKER_7", "ignore-line",
    ];

    [Trait("Trap", "43")]
    [Fact]
    public void By_default_no_comment_counts_and_each_is_listed_with_what_it_meets()
    {
        var evaluation = Commented.Evaluate(Text, Policy.Default);

        Assert.Equal([1, 3, 5], evaluation.InlineIgnores.Select(c => c.Line));
        Assert.DoesNotContain(evaluation.Findings, f => f.IsSuppressed);
        Assert.Equal("the policy allows no such comments", evaluation.Findings.Single(f => f.Rule.Id == "sudo").Suppression?.Refusal);
        Assert.Equal(Score(Text, Policy.Default).Raw, Score(Text, Policy.Default).Effective);
        Assert.Equal(Score(WithoutComments(Text), Policy.Default).Effective, Score(Text, Policy.Default).Effective);
    }

    [Fact]
    public void A_comment_that_counts_waives_so_that_the_effective_score_takes_it_as_passed_and_the_raw_one_does_not()
    {
        var score = Score(Text, Commented.Allowing);

        Assert.Equal(Score(Text, Policy.Default).Effective, score.Raw);
        Assert.True(score.Effective > score.Raw);
        Assert.Null(score.Hold?.Severity is Severity.High ? score.Hold : null);
        Assert.All(score.Criteria.SelectMany(c => c.Findings), f => Assert.Equal(f.Finding.IsSuppressed, f.Waived));
    }

    [Fact]
    public void Waivers_and_comments_add_up()
    {
        var evaluation = Commented.Evaluate(Text);
        var all = evaluation.Findings.Select(f => f.Fingerprint).ToHashSet();

        Assert.Equal(10_000, ScoreCalculator.Calculate(evaluation, Commented.Allowing, all).Effective);
        Assert.Equal(Score(Text, Commented.Allowing).Effective, ScoreCalculator.Calculate(evaluation, Commented.Allowing, new HashSet<string> { evaluation.Findings.First(f => f.IsSuppressed).Fingerprint }).Effective);
    }

    public static TheoryData<string, SuppressionPolicy> Policies => new()
    {
        { "stage-case sudo tag-latest", Commented.Allowing.Suppressions },
        { "sudo", new() { Dialects = [InlineIgnoreDialect.Hadolint] } },
        { "", new() { Dialects = [InlineIgnoreDialect.Trivy] } },
        { "tag-latest", Commented.Allowing.Suppressions with { Rules = ["tag-latest", "apt-pin"] } },
        { "stage-case tag-latest", Commented.Allowing.Suppressions with { ExceptRules = ["sudo"] } },
        { "sudo", Commented.Allowing.Suppressions with { RequireReason = true } },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_policy_says_whose_comments_count_for_which_rules(string expected, SuppressionPolicy suppressions) =>
        Assert.Equal(expected, string.Join(' ', Commented.Suppressed(Text, Policy.Default with { Suppressions = suppressions }).Select(s => s.Split(':')[0])));

    [Fact]
    public void A_finding_takes_the_first_comment_that_counts()
    {
        var policy = Policy.Default with { Suppressions = new() { Dialects = [InlineIgnoreDialect.ComplianceHub] } };
        var finding = Commented.Evaluate("FROM a\n# compliancehub ignore=sudo\n# hadolint ignore=DL3004\nRUN sudo a\n", policy).Findings.Single(f => f.Rule.Id == "sudo");

        Assert.Equal([InlineIgnoreDialect.ComplianceHub, InlineIgnoreDialect.Hadolint], finding.Suppressions.Select(s => s.Comment.Dialect));
        Assert.Equal(InlineIgnoreDialect.ComplianceHub, finding.Suppression?.Comment.Dialect);
    }

    [Fact]
    public void What_the_shipped_image_alone_shows_no_comment_hides()
    {
        var file = new BuildTargetFacts("Dockerfile", Dockerfile.Parse("# compliancehub ignore-file=secret-literal,label-missing\nFROM scratch\n"));
        var image = Graded.Image(Graded.Platform(new ImageConfigFacts { Os = "linux", Env = [new("AWS_ACCESS_KEY_ID", "AKIAQ3EGRIVPTLX7WJ2D")] }));
        var findings = RuleCatalog.Evaluate(GradingSubject.OfDockerfile(file) with { Shipped = image }, Commented.Allowing).Findings.ToList();

        Assert.All(findings.Where(f => f.Rule.Id == "label-missing"), f => Assert.True(f.IsSuppressed));
        Assert.False(Assert.Single(findings, f => f.Rule.Id == "secret-literal").IsSuppressed);
    }

    [Fact]
    public void What_a_comment_says_is_masked()
    {
        var text = "FROM a\n# compliancehub ignore=AKIAQ3EGRIVPTLX7WJ2D\nRUN a\n# hadolint ignore=DL3004 # until AKIAQ3EGRIVPTLX7WJ2D is gone, and q9Zr71xKv2Lm8TtWc4\nRUN sudo a\nENV DB_PASSWORD=q9Zr71xKv2Lm8TtWc4\n";
        var evaluation = Commented.Evaluate(text);
        var said = string.Join('\n', evaluation.InlineIgnores.Select(c => $"{string.Join(' ', c.Codes)} {c.Reason} {c.Problem}").Concat(evaluation.Findings.Select(f => f.Message + f.Suppression?.Comment.Reason)));

        Assert.Contains("is gone, and", said, StringComparison.Ordinal);
        Assert.DoesNotContain("AKIAQ3EGRIVPTLX7WJ2D", said, StringComparison.Ordinal);
        Assert.DoesNotContain("q9Zr71", said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_comment_waives_is_not_repaired()
    {
        const string text = "FROM a\n# compliancehub ignore=add-not-copy\nADD a /a\nADD b /b\n";
        var plan = new FixPlanner(GradingSubject.OfDockerfile(new("Dockerfile", Dockerfile.Parse(text))), Commented.Allowing).PlanAll(f => f.Rule.Id == "add-not-copy");

        Assert.Equal(text.Replace("ADD b", "COPY b", StringComparison.Ordinal), plan!.NewText);
    }

    [Fact]
    public void A_long_reason_is_cut() => Assert.InRange(Commented.Only("FROM a\n# compliancehub ignore=sudo " + new string('x', 5000) + "\nRUN sudo a\n").Reason!.Length, 100, 400);

    [Fact]
    public void Uses_tell_what_each_comment_met()
    {
        var evaluation = Commented.Evaluate(Text, Policy.Default with { Suppressions = new() { Dialects = [InlineIgnoreDialect.Hadolint] } });
        var findings = ScoreCalculator.Calculate(evaluation, Policy.Default).Criteria.SelectMany(c => c.Findings).ToList();

        Assert.Equal(
            [
                "StageNameCasing; 1 finding stands all the same: the policy allows no such comments",
                "DL3004, DL3003; waives 1 finding; DL3003 meets nothing",
                "CKV_DOCKER_7; 1 finding stands all the same: the policy allows no such comments",
            ],
            evaluation.InlineIgnores.Select(c => InlineIgnoreUse.Of(c, findings).Sentence));
    }

    [Fact]
    public void Many_comments_take_time_in_proportion()
    {
        Time(2_000);
        var (some, many) = (Time(2_000), Time(16_000));

        Assert.True(many < 40 * Math.Max(some, 5), $"{some} ms and {many} ms");

        static long Time(int count)
        {
            var text = new StringBuilder("FROM a\n");
            for (var i = 0; i < count; i++)
            {
                text.Append("# hadolint ignore=DL3004\n# trivy:ignore:DS-0010\n# check=skip=all\n# kics-scan ignore-line\n# compliancehub ignore=sudo\nRUN a\n");
            }

            var file = Dockerfile.Parse(text.ToString());
            var watch = Stopwatch.StartNew();
            InlineIgnores.Of(file);
            return watch.ElapsedMilliseconds;
        }
    }

    /// <summary>Whatever stands in comments: nothing breaks, and under the default policy it changes no score.</summary>
    [Fact]
    public void Comments_of_any_kind_change_nothing_by_default() => Gen.Int[0, s_words.Length - 1].Select(i => s_words[i]).Array[0, 8].Array[4].Sample(
        comments =>
        {
            string[] lines = ["FROM a:latest AS B\n", "RUN sudo a \\\n", " && b\n", "USER root\n"];
            var text = string.Concat(lines.Zip(comments, (l, c) => (c.Length == 0 ? "" : "# " + string.Concat(c) + "\n") + l));
            Commented.Evaluate(text);
            return Score(text, Policy.Default).Effective == Score(string.Concat(lines), Policy.Default).Effective;
        },
        iter: 300,
        threads: 1);

    private static Score Score(string text, Policy policy) => ScoreCalculator.Calculate(Commented.Evaluate(text, policy), policy);

    private static string WithoutComments(string text) => string.Concat(text.Split('\n').Where(l => !l.StartsWith('#')).Select(l => l + "\n"));
}

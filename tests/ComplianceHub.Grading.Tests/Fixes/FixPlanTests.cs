using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Tests.Rules;

namespace ComplianceHub.Grading.Tests.Fixes;

public sealed class FixPlanTests
{
    private const string Text = """
        FROM debian:12
        MAINTAINER Team <team@example.com>
        ADD app /app
        RUN apt update && apt install curl
        CMD ["/app"]

        """;

    private static FixPlan Plan(string text, params string[] rules) =>
        new FixPlanner(GradingSubject.OfDockerfile(Graded.File(text)), Policy.Default).PlanAll(f => rules.Length == 0 || rules.Contains(f.Rule.Id))!;

    [Fact]
    public void Repairs_of_one_command_go_together()
    {
        var plan = Plan(Text, "apt-use", "apt-yes", "apt-recommends", "apt-lists");

        Assert.Contains("RUN apt-get update && apt-get install", plan.NewText, StringComparison.Ordinal);
        Assert.Contains(" -y", plan.NewText, StringComparison.Ordinal);
        Assert.Contains(" --no-install-recommends", plan.NewText, StringComparison.Ordinal);
        Assert.Contains("&& rm -rf /var/lib/apt/lists/*", plan.NewText, StringComparison.Ordinal);
        Assert.Empty(plan.Refused);
    }

    [Fact]
    public void Only_what_is_wanted_is_repaired()
    {
        var plan = Plan(Text, "add-not-copy");

        Assert.Equal(Text.Replace("ADD", "COPY", StringComparison.Ordinal), plan.NewText);
        Assert.Equal(["add-not-copy"], plan.Applied.Select(f => f.Rule.Id));
        Assert.True(plan.After.Effective > plan.Before.Effective);
    }

    [Fact]
    public void A_repaired_file_has_nothing_left_to_repair()
    {
        var first = Plan(Text);
        var second = Plan(first.NewText);

        Assert.InRange(first.Rounds, 1, 5);
        Assert.True(second.ChangesNothing, second.NewText);
        Assert.Equal(0, second.Rounds);
    }

    [Fact]
    public void The_same_file_gives_the_same_plan() => Assert.Equal(Plan(Text).NewText, Plan(Text).NewText);

    [Fact]
    public void Without_a_Dockerfile_there_is_no_plan() => Assert.Null(new FixPlanner(GradingSubject.OfImage(Graded.Image(Graded.Platform())), Policy.Default).PlanAll());

    [Fact]
    public void A_clean_file_is_graded_once()
    {
        var plan = Plan("FROM scratch\nUSER 1\n", "add-not-copy");

        Assert.True(plan.ChangesNothing);
        Assert.Equal(1, plan.Gradings);
    }
}

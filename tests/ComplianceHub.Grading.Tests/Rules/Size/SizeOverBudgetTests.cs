using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Size;

namespace ComplianceHub.Grading.Tests.Rules.Size;

public sealed class SizeOverBudgetTests
{
    private static PlatformFacts Sized(string platform, params long[] sizes) =>
        Graded.Platform(platform: platform, layers: [.. sizes.Select((s, i) => new LayerFacts($"sha256:{i}", s, "RUN /bin/sh -c TOKEN=hunter2 apt-get install -y hunter2 # buildkit"))]);

    [Fact]
    public void The_budget_itself_is_within_the_budget() => Assert.Equal(Outcome.Pass, Graded.By<SizeOverBudget>(Sized("linux/amd64", Policy.Default.ImageSizeBudget)).Outcome);

    [Fact]
    public void The_largest_layers_are_named_without_what_their_commands_say()
    {
        var finding = Assert.Single(Graded.By<SizeOverBudget>(Sized("linux/amd64", 100_000_000, 450_000_000)).Findings);

        Assert.Contains("450.0 MB (RUN apt-get), 100.0 MB", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Platforms_over_the_budget_are_one_finding_that_names_them()
    {
        var finding = Assert.Single(Graded.By<SizeOverBudget>(Sized("linux/amd64", 1), Sized("linux/arm64", 600_000_000)).Findings);

        Assert.Equal(["linux/arm64"], finding.Platforms);
    }

    [Fact]
    public void A_Dockerfile_has_no_size() => Assert.Equal(Outcome.NotCollected, Graded.By<SizeOverBudget>("FROM alpine:3\n").Outcome);
}

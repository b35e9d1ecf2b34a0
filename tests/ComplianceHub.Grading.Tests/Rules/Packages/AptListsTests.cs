using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class AptListsTests
{
    [Fact]
    public void The_repair_ends_the_same_run() => Assert.Equal(
        "FROM a\nRUN apt-get update \\\n && apt-get install -y x \\\n && rm -rf /var/lib/apt/lists/*\n",
        Judged.Repaired<AptLists>("FROM a\nRUN apt-get update \\\n && apt-get install -y x\n"));

    [Fact]
    public void A_stage_that_the_shipped_one_stands_on_ships() => Assert.Single(Judged.Loci<AptLists>("FROM a AS b\nRUN apt-get update\nFROM b"));

    [Fact]
    public void BuildKits_history_cannot_tell_of_mounts_but_the_classic_one_can()
    {
        Assert.Empty(Judged.Shipped<AptLists>(Judged.History("RUN /bin/sh -c apt-get update # buildkit")).Findings);
        Assert.Single(Judged.Shipped<AptLists>(Judged.History("/bin/sh -c apt-get update")).Findings);
    }
}

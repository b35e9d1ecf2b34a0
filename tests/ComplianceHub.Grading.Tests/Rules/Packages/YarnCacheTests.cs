using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class YarnCacheTests
{
    [Fact]
    public void Yarn_alone_installs() => Assert.Single(Judged.Loci<YarnCache>("FROM a\nRUN yarn --frozen-lockfile"));

    [Fact]
    public void A_build_stage_is_thrown_away() => Assert.Empty(Judged.Loci<YarnCache>("FROM a AS b\nRUN yarn\nFROM c\nCOPY --from=b /x /x"));
}

using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class ApkCacheTests
{
    [Fact]
    public void The_repair_passes() => Assert.Equal("FROM a\nRUN apk -q add --no-cache x\n", Judged.Repaired<ApkCache>("FROM a\nRUN apk -q add x\n"));

    [Fact]
    public void Without_a_network_there_is_no_index_to_keep() => Assert.Empty(Judged.Loci<ApkCache>("FROM a\nRUN apk add --no-network --virtual .x y"));
}

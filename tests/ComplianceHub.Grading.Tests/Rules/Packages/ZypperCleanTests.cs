using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class ZypperCleanTests
{
    [Fact]
    public void The_repair_passes() => Assert.Empty(Judged.Loci<ZypperClean>(Judged.Repaired<ZypperClean>("FROM a\nRUN zypper -n in x\n")));
}

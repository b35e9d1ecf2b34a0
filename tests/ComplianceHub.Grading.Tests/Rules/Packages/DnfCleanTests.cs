using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class DnfCleanTests
{
    [Fact]
    public void The_repair_passes() => Assert.Empty(Judged.Loci<DnfClean>(Judged.Repaired<DnfClean>("FROM a\nRUN dnf install -y x\n")));
}

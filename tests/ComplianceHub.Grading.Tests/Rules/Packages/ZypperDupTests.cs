using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class ZypperDupTests
{
    [Fact]
    public void An_update_of_everything_is_the_same() => Assert.Single(Judged.Loci<ZypperDup>("FROM a\nRUN zypper -n up"));
}

using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class ApkUpgradeTests
{
    [Fact]
    public void Options_may_stand_before_the_verb() => Assert.Single(Judged.Loci<ApkUpgrade>("FROM a\nRUN apk -U upgrade"));
}

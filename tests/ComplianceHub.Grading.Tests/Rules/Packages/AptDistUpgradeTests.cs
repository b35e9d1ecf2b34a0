using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class AptDistUpgradeTests
{
    [Fact]
    public void A_word_in_another_place_is_none() => Assert.Empty(Judged.Loci<AptDistUpgrade>("FROM a\nRUN apt-get install dist-upgrade"));
}

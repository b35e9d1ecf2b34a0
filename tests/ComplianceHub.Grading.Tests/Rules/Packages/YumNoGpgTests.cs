using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class YumNoGpgTests
{
    [Fact]
    public void Zypper_is_read_too() => Assert.Single(Judged.Loci<YumNoGpg>("FROM a\nRUN zypper --no-gpg-checks install -y x"));
}

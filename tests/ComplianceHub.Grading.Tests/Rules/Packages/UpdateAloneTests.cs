using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class UpdateAloneTests
{
    [Fact]
    public void An_upgrade_uses_the_lists_too() => Assert.Empty(Judged.Loci<UpdateAlone>("FROM a\nRUN apt-get update && apt-get -y upgrade"));

    [Fact]
    public void Another_package_managers_installation_does_not() => Assert.Single(Judged.Loci<UpdateAlone>("FROM a\nRUN apt-get update && pip install x"));
}

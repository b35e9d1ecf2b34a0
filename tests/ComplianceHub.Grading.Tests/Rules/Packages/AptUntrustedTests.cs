using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class AptUntrustedTests
{
    [Fact]
    public void The_setting_switched_off_is_fine() => Assert.Empty(Judged.Loci<AptUntrusted>("FROM a\nRUN apt-get -o Acquire::AllowInsecureRepositories=false update"));
}

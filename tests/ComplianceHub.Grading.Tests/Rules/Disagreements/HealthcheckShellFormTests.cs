using ComplianceHub.Grading.Rules.Disagreements;

namespace ComplianceHub.Grading.Tests.Rules.Disagreements;

public sealed class HealthcheckShellFormTests
{
    [Fact]
    [Trait("Trap", "54")]
    public void Nothing_and_an_array_are_no_shell() => Assert.Equal(["HEALTHCHECK"], Judged.Loci<HealthcheckShellForm>("FROM a\nHEALTHCHECK NONE\nFROM b\nHEALTHCHECK CMD curl x"));
}

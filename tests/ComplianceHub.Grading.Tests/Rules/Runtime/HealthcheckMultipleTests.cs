using ComplianceHub.Grading.Rules.Runtime;

namespace ComplianceHub.Grading.Tests.Rules.Runtime;

public sealed class HealthcheckMultipleTests
{
    [Fact]
    public void Each_stage_has_its_own() => Assert.Empty(Judged.Loci<HealthcheckMultiple>("FROM a\nHEALTHCHECK CMD [\"a\"]\nFROM b\nHEALTHCHECK CMD [\"b\"]"));
}

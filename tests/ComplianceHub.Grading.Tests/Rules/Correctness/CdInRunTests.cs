using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class CdInRunTests
{
    [Fact]
    public void A_RUN_is_found_once() => Assert.Single(Judged.Loci<CdInRun>("FROM a\nRUN cd /a && cd /b"));
}

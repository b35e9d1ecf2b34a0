using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class PipTrustedHostTests
{
    [Fact]
    public void A_shipped_variable_is_found() => Assert.Single(Judged.Shipped<PipTrustedHost>(new() { Env = [new("PIP_TRUSTED_HOST", "x")] }).Findings);
}

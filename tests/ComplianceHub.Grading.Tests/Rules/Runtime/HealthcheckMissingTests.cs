using ComplianceHub.Grading.Rules.Runtime;

namespace ComplianceHub.Grading.Tests.Rules.Runtime;

public sealed class HealthcheckMissingTests
{
    [Trait("Trap", "51")]
    [Fact]
    public void None_in_the_shipped_config_is_no_check() => Assert.Single(Judged.Shipped<HealthcheckMissing>(new() { Healthcheck = ["NONE"] }).Findings);

    [Fact]
    public void A_check_in_the_shipped_config_passes() => Assert.Empty(Judged.Shipped<HealthcheckMissing>(new() { Healthcheck = ["CMD", "true"] }).Findings);
}

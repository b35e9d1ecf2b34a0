using ComplianceHub.Grading.Rules.Runtime;

namespace ComplianceHub.Grading.Tests.Rules.Runtime;

public sealed class PortRangeTests
{
    [Fact]
    public void Both_ends_of_a_range_are_read() => Assert.Single(Judged.Loci<PortRange>("FROM a\nEXPOSE 65000-65536"));
}

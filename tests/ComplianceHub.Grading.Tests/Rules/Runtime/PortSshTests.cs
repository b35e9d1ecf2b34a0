using ComplianceHub.Grading.Rules.Runtime;

namespace ComplianceHub.Grading.Tests.Rules.Runtime;

public sealed class PortSshTests
{
    [Fact]
    public void The_shipped_ports_are_read() => Assert.Single(Judged.Shipped<PortSsh>(new() { ExposedPorts = ["22/tcp"] }).Findings);
}

using ComplianceHub.Grading.Rules.Runtime;

namespace ComplianceHub.Grading.Tests.Rules.Runtime;

public sealed class ExposeProtocolCaseTests
{
    [Fact]
    public void The_repair_writes_small_letters() => Assert.Equal("FROM a\nEXPOSE 53/udp 80\n", Judged.Repaired<ExposeProtocolCase>("FROM a\nEXPOSE 53/Udp 80\n"));
}

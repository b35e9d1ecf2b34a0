using ComplianceHub.Grading.Rules.Runtime;

namespace ComplianceHub.Grading.Tests.Rules.Runtime;

public sealed class ExposeFormatTests
{
    [Fact]
    public void The_repair_keeps_the_containers_port() =>
        Assert.Equal("FROM a\nEXPOSE 8080/tcp 9 10-20\n", Judged.Repaired<ExposeFormat>("FROM a\nEXPOSE 80:8080/tcp 127.0.0.1::9 [::1]:1-2:10-20\n"));

    [Fact]
    public void A_variable_is_read_but_not_rewritten()
    {
        var finding = Assert.Single(Judged.Declared<ExposeFormat>("FROM a\nARG P=8080\nEXPOSE 80:$P ${X:-80}").Findings);
        Assert.Equal(("8080", true), (finding.Locus, finding.Fix.IsEmpty));
    }
}

using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class PipPinTests
{
    [Fact]
    public void Extras_are_no_version() => Assert.Equal(["uvicorn[standard]"], Judged.Loci<PipPin>("FROM a\nRUN pip3 install -U -i https://x 'uvicorn[standard]' 'a[b]==1'"));
}

using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class DnfPinTests
{
    [Fact]
    public void Values_of_options_are_no_packages() => Assert.Equal(["httpd"], Judged.Loci<DnfPin>("FROM a\nRUN dnf install -y --enablerepo extras httpd"));
}

using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class DnfUpdateTests
{
    [Fact]
    public void Microdnf_is_dnf() => Assert.Equal(["microdnf update"], Judged.Loci<DnfUpdate>("FROM a\nRUN microdnf -y update"));
}

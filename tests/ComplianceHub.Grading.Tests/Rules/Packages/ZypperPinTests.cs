using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class ZypperPinTests
{
    [Fact]
    public void Patterns_are_no_packages() => Assert.Empty(Judged.Loci<ZypperPin>("FROM a\nRUN zypper -n in -t pattern devel_basis"));
}

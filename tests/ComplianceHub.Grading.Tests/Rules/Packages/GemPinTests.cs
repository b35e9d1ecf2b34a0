using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class GemPinTests
{
    [Fact]
    public void Each_gem_needs_its_own() => Assert.Equal(["a"], Judged.Loci<GemPin>("FROM a\nRUN gem install a b:1"));
}

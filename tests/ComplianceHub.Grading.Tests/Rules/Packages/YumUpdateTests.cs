using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class YumUpdateTests
{
    [Fact]
    public void Options_are_no_packages() => Assert.Single(Judged.Loci<YumUpdate>("FROM a\nRUN yum update -y --exclude kernel"));
}

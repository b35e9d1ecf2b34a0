using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class YumCleanTests
{
    [Fact]
    public void Cleaning_before_installing_is_none() => Assert.Single(Judged.Loci<YumClean>("FROM a\nRUN yum clean all && yum install -y x"));
}

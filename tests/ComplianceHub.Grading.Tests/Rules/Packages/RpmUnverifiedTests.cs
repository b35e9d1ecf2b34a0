using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class RpmUnverifiedTests
{
    [Fact]
    public void The_option_belongs_to_the_command() => Assert.Equal(["rpm --nodigest"], Judged.Loci<RpmUnverified>("FROM a\nRUN rpm -Uvh --nodigest --nosignature x.rpm"));
}

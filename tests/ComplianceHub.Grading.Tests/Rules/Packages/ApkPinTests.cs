using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class ApkPinTests
{
    [Fact]
    public void A_repository_tag_is_no_version() => Assert.Equal(["curl@edge"], Judged.Loci<ApkPin>("FROM a\nRUN apk add curl@edge jq@edge=1"));
}

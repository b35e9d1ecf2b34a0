using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class PlatformRedundantTests
{
    [Fact]
    public void The_flag_is_taken_out_with_its_blank()
    {
        const string text = "FROM --platform=${TARGETPLATFORM}  alpine:3 AS a\n";

        Assert.Equal("FROM alpine:3 AS a\n", TextEdit.Apply(text, Assert.Single(Graded.By<PlatformRedundant>(text).Findings).Fix));
    }
}

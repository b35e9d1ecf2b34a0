using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class BasePlatformMismatchTests
{
    [Theory]
    [InlineData("linux/amd64", false)]
    [InlineData("linux/x86_64", false)]
    [InlineData("amd64", false)]
    [InlineData("linux/arm64", false)]
    [InlineData("linux/arm64/v8", false)]
    [InlineData("linux/arm64/v9", true)]
    [InlineData("linux/riscv64", true)]
    [InlineData("windows/amd64", true)]
    [InlineData("$TARGETPLATFORM", false)]
    public void A_platform_that_the_crawled_base_lacks_is_found(string platform, bool isFound)
    {
        var subject = GradingSubject.OfDockerfile(Graded.File($"FROM --platform={platform} example.com/base:1")) with
        {
            CrawledBases = ImmutableDictionary<string, BaseImageFacts>.Empty.Add(
                "example.com/base:1", new(null, BaseFamily.Unknown, null, "", default) { Platforms = ["linux/amd64", "linux/arm64/v8"] }),
        };

        Assert.Equal(isFound ? Outcome.Fail : Outcome.Pass, Graded.By<BasePlatformMismatch>(subject).Outcome);
    }
}

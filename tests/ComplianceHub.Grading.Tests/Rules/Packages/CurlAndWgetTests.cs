using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class CurlAndWgetTests
{
    [Fact]
    public void Installing_both_is_not_using_both() => Assert.Empty(Judged.Loci<CurlAndWget>("FROM a\nRUN apt-get install curl wget && curl x"));
}

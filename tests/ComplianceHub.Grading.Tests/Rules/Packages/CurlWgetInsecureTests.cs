using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class CurlWgetInsecureTests
{
    [Fact]
    public void The_value_of_an_option_is_no_option() => Assert.Empty(Judged.Loci<CurlWgetInsecure>("FROM a\nRUN curl -oks -H-k https://x"));
}

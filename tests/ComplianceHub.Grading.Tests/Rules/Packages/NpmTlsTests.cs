using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class NpmTlsTests
{
    [Theory]
    [InlineData("npm set strict-ssl=false")]
    [InlineData("npm install --strict-ssl=false x@1")]
    [InlineData("npm config set -g strict-ssl false")]
    public void Every_spelling_is_known(string command) => Assert.Single(Judged.Loci<NpmTls>("FROM a\nRUN " + command));
}

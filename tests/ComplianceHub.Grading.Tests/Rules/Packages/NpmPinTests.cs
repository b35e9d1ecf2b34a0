using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class NpmPinTests
{
    [Fact]
    public void A_scope_is_no_version() => Assert.Equal(["@scope/name", "b"], Judged.Loci<NpmPin>("FROM a\nRUN npm install --registry r @scope/name b @scope/c@1"));

    [Theory]
    [InlineData("git+https://git.example.com/a.git", 1)]
    [InlineData("git+https://git.example.com/a.git#v1", 0)]
    [InlineData("https://example.com/a-1.0.tgz", 0)]
    public void A_repository_needs_a_commit(string package, int findings) => Assert.Equal(findings, Judged.Loci<NpmPin>($"FROM a\nRUN npm install {package}").Count());
}

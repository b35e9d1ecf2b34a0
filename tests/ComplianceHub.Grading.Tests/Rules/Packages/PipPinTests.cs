using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class PipPinTests
{
    [Fact]
    public void Extras_are_no_version() => Assert.Equal(["uvicorn[standard]"], Judged.Loci<PipPin>("FROM a\nRUN pip3 install -U -i https://x 'uvicorn[standard]' 'a[b]==1'"));

    [Theory]
    [InlineData("git+https://git.example.com/a.git", 1)]
    [InlineData("git+ssh://git@git.example.com/a.git", 1)]
    [InlineData("git+https://git.example.com/a.git@v1", 0)]
    [InlineData("https://example.com/a-1.0.tar.gz", 0)]
    public void A_repository_needs_a_tag_or_commit(string package, int findings) => Assert.Equal(findings, Judged.Loci<PipPin>($"FROM a\nRUN pip install {package}").Count());
}

using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class DefinitionCommentTests
{
    [Theory]
    [InlineData("# the version\nARG A=1\nFROM a", true)]
    [InlineData("# more\n# A is it\nARG A=1\nFROM a", false)]
    [InlineData("# the version\n\nARG A=1\nFROM a", false)]
    [InlineData("# B is it\nARG A=1 B=2\nFROM a", false)]
    [InlineData("# builds it\nFROM a AS b", true)]
    [InlineData("# builds it\nFROM a", false)]
    [InlineData("# hadolint ignore=DL3006\nFROM a AS b", false)]
    [InlineData("# ------\nFROM a AS b", false)]
    [InlineData("# syntax=docker/dockerfile:1\nFROM a AS b", false)]
    public void Only_prose_that_stands_directly_above_is_meant(string text, bool isFound) => Assert.Equal(isFound ? 1 : 0, Judged.Loci<DefinitionComment>(text).Count());
}

using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Tests.Checklist;

public sealed class PathGlobsTests
{
    [Theory]
    [InlineData("**/tests/**", "tests/Dockerfile", true)]
    [InlineData("**/tests/**", "a/b/tests/c/Dockerfile", true)]
    [InlineData("**/tests/**", "mytests/Dockerfile", false)]
    [InlineData("old/*", "old/Dockerfile", true)]
    [InlineData("old/*", "old/a/Dockerfile", false)]
    [InlineData("a?/Dockerfile.+", "ab/Dockerfile.+", true)]
    [InlineData("a?/Dockerfile", "a//Dockerfile", false)]
    public void Stars_stay_in_a_folder_and_double_stars_cross_them(string glob, string path, bool expected) =>
        Assert.Equal(expected ? glob : null, new PathGlobs([glob]).Match(path));
}

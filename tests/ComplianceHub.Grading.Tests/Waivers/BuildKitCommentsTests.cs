namespace ComplianceHub.Grading.Tests.Waivers;

public sealed class BuildKitCommentsTests
{
    [Theory]
    [InlineData("# check=skip=StageNameCasing\nFROM a AS X\nFROM b AS Y\n", "stage-case:2 stage-case:3")]
    [InlineData("# syntax=x\n# CHECK = skip=StageNameCasing;error=true and a remark\nFROM a AS X\n", "stage-case:3")]
    [InlineData("# check=error=true;skip=JSONArgsRecommended,StageNameCasing\nFROM a AS X\n", "stage-case:2")]
    [InlineData("# check=skip=stagenamecasing\nFROM a AS X\n", "")]
    [InlineData("# a remark ends the directives\n# check=skip=StageNameCasing\nFROM a AS X\nFROM b AS Y\n", "stage-case:3")]
    public void At_the_top_it_is_a_directive_for_the_file(string text, string expected) => Assert.Equal(expected, string.Join(' ', Commented.Suppressed(text)));

    [Theory]
    [InlineData("# check=skip=StageNameCasing\nFROM b AS X\n", "stage-case:3")]
    [InlineData("# check=skip=StageNameCasing\n# another\n\nFROM b AS X\n", "stage-case:5")]
    [InlineData("# another\n# check=skip=StageNameCasing\nFROM b AS X\n", "stage-case:4")]
    [InlineData("# check=skip=JSONArgsRecommended\n# check=skip=StageNameCasing\nFROM b AS X\n", "")]
    [InlineData("# check=skip=StageNameCasing\n#\nFROM b AS X\n", "")]
    [InlineData("# check=skip=StageNameCasing\n  #\nFROM b AS X\n", "stage-case:4")]
    [InlineData(" # check=skip=StageNameCasing\nFROM b AS X\n", "")]
    [InlineData("# check=skip=StageNameCasing\nARG Z\nFROM b AS X\n", "")]
    [InlineData("# check=error=true\nFROM b AS X\n", "")]
    public void Above_an_instruction_the_first_one_covers_it(string rest, string expected) => Assert.Equal(expected, string.Join(' ', Commented.Suppressed("FROM a\n" + rest)));

    [Fact]
    public void All_means_the_rules_that_BuildKit_has() =>
        Assert.Equal(["exec-form:3", "stage-case:2"], Commented.Suppressed("# check=skip=all\nFROM a AS X\nCMD sudo b\n").Where(s => !s.StartsWith("secret", StringComparison.Ordinal)));

    [Theory]
    [InlineData("skip=StageNameCasing;error=maybe")]
    [InlineData("skip=StageNameCasing;hush=1")]
    [InlineData("skip=StageNameCasing;error")]
    public void An_option_that_is_none_voids_it(string value)
    {
        var text = $"# check={value}\nFROM a AS X\n";

        Assert.Empty(Commented.Suppressed(text));
        Assert.NotNull(Commented.Only(text).Problem);
    }

    [Fact]
    public void What_follows_the_value_is_the_reason() => Assert.Equal("we like capitals", Commented.Only("# check=skip=StageNameCasing we like capitals\nFROM a AS X\n").Reason);
}

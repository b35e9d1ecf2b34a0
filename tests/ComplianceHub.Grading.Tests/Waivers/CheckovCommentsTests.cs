namespace ComplianceHub.Grading.Tests.Waivers;

public sealed class CheckovCommentsTests
{
    [Theory]
    [InlineData("#checkov:skip=CKV_DOCKER_11:both are one", "both are one")]
    [InlineData("# bridgecrew:skip= CKV_DOCKER_11", null)]
    [InlineData("# note: checkov:skip=CKV_DOCKER_1,CKV_DOCKER_11", null)]
    public void It_holds_for_the_file_wherever_it_stands(string comment, string? reason)
    {
        var text = $"FROM a AS x\nFROM b AS x\n{comment}\n";

        Assert.Equal(["stage-duplicate:2"], Commented.Suppressed(text));
        Assert.Equal(reason, Commented.Only(text).Reason);
    }

    [Fact]
    public void A_code_of_another_tool_means_nothing_in_it() => Assert.Empty(Commented.Suppressed("FROM a AS x\nFROM b AS x\n#checkov:skip=DL3024\n"));
}

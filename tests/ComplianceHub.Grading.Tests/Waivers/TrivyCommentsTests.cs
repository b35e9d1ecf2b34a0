namespace ComplianceHub.Grading.Tests.Waivers;

public sealed class TrivyCommentsTests
{
    private const string Sudo = "RUN sudo a\n";

    [Theory]
    [InlineData("#trivy:ignore:DS-0010")]
    [InlineData("# trivy:ignore:AVD-DS-0010 the agent needs it")]
    [InlineData("# tfsec:ignore:ds010")]
    [InlineData("# trivy:ignore:DS-0001 trivy:ignore:DS-0010[a=b]")]
    [InlineData("# trivy:ignore:*")]
    [InlineData("# trivy:ignore:DS-0010\n# trivy:ignore:DS-0001")]
    public void It_covers_the_instruction_directly_below_its_like(string comment) => Assert.Equal(["sudo"], Commented.Suppressed($"FROM a\n{comment}\n{Sudo}").Select(s => s.Split(':')[0]));

    [Theory]
    [InlineData("# trivy:ignore:DS-0001")]
    [InlineData("# trivy:ignore:DS-0010\n")]
    [InlineData("# trivy:ignore:DS-0010\n# a remark")]
    [InlineData("# see trivy:ignore:DS-0010")]
    [InlineData("# trivy:ignore:DS-0010:exp:soon")]
    [InlineData("# trivy:ignore:")]
    public void Anything_else_suppresses_nothing(string comment) => Assert.Empty(Commented.Suppressed($"FROM a\n{comment}\n{Sudo}"));

    [Theory]
    [InlineData("2027-03-30", true)]
    [InlineData("2027-03-31", false)]
    public void From_the_named_day_on_it_counts_no_more(string day, bool counts) =>
        Assert.Equal(counts, Commented.Suppressed($"FROM a\n#trivy:ignore:DS-0010:exp:2027-03-31\n{Sudo}", day: DateOnly.Parse(day)).Any());

    [Fact]
    public void What_follows_is_the_reason() => Assert.Equal("the agent needs it", Commented.Only($"FROM a\n# trivy:ignore:DS-0010 - the agent needs it\n{Sudo}").Reason);
}

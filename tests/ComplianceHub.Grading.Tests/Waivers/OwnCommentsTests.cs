using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Tests.Waivers;

public sealed class OwnCommentsTests
{
    private const string Sudo = "RUN sudo a\n";

    [Theory]
    [InlineData("# compliancehub ignore=sudo")]
    [InlineData("#ComplianceHub ignore = cd-in-run , sudo the agent needs it")]
    [InlineData("# compliancehub ignore=DL3004")]
    [InlineData("# compliancehub ignore=ckv2_docker_1")]
    [InlineData("# compliancehub ignore=SC2086,sudo")]
    [InlineData("# compliancehub ignore=sudo\n# a remark\n# another")]
    [InlineData("# compliancehub ignore-file=sudo\n")]
    public void A_rule_is_named_by_its_id_or_any_alias(string comment) => Assert.Equal(["sudo"], Commented.Suppressed($"FROM a\n{comment}\n{Sudo}").Select(s => s.Split(':')[0]));

    [Theory]
    [InlineData("# compliancehub ignore=sudo,sudoo", "there is no rule sudoo")]
    [InlineData("# compliancehub ignore=", "it names no rule")]
    [InlineData("# compliancehub ignore=sudo until=2027-02-30", "until= takes a day, for instance until=2027-03-31")]
    [InlineData("# compliancehub ignore=sudo until=", "until= takes a day, for instance until=2027-03-31")]
    [InlineData("# compliancehub ignore=sudo\n", "no instruction stands below it")]
    [InlineData("# compliancehub ignore-stage=sudo", "no FROM stands below it")]
    public void A_slip_of_the_pen_voids_it_and_is_told(string comment, string problem)
    {
        var text = $"FROM a\n{comment}\n{Sudo}";

        Assert.Empty(Commented.Suppressed(text));
        Assert.Equal(problem, Commented.Only(text).Problem);
    }

    [Fact]
    public void Inside_a_continued_instruction_it_covers_the_line_below() =>
        Assert.Equal(["sudo:6"], Commented.Suppressed("FROM a\nRUN a \\\n && sudo b \\\n# compliancehub ignore=sudo only here\n# a remark\n && sudo c \\\n && sudo d\n"));

    [Fact]
    public void Above_a_FROM_it_can_cover_the_stage() =>
        Assert.Equal(["sudo:3", "sudo:4"], Commented.Suppressed($"# compliancehub ignore-stage=sudo\nFROM a AS x\n{Sudo}{Sudo}FROM x\n{Sudo}"));

    [Theory]
    [InlineData("2027-03-31", true)]
    [InlineData("2027-04-01", false)]
    [InlineData(null, true)]
    public void The_named_day_is_the_last(string? day, bool counts) =>
        Assert.Equal(counts, Commented.Suppressed($"FROM a\n# compliancehub ignore=sudo until=2027-03-31 see SEC-118\n{Sudo}", day: day is null ? null : DateOnly.Parse(day)).Any());

    [Fact]
    public void What_follows_is_the_reason()
    {
        var comment = Commented.Only($"FROM a\n# compliancehub ignore=sudo, cd-in-run until=2027-03-31: see SEC-118\n{Sudo}");

        Assert.Equal(["sudo", "cd-in-run"], comment.Codes);
        Assert.Equal((new DateOnly(2027, 3, 31), "see SEC-118", 2), (comment.LastDay, comment.Reason, comment.Line));
    }

    [Fact]
    public void Talk_of_the_product_is_no_comment_of_it() => Assert.Empty(InlineIgnores.Of(Dockerfile.Parse("FROM a\n# ComplianceHub grades this; do not ignore it\nRUN a\n")));
}

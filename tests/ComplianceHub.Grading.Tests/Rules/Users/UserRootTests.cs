using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Users;

namespace ComplianceHub.Grading.Tests.Rules.Users;

public sealed class UserRootTests
{
    [Theory]
    [InlineData("root", Outcome.Fail)]
    [InlineData("0", Outcome.Fail)]
    [InlineData("0:0", Outcome.Fail)]
    [InlineData("root:staff", Outcome.Fail)]
    [InlineData("00", Outcome.Fail)]
    [InlineData("${UID:-0}", Outcome.Fail)]
    [InlineData("\"root\"", Outcome.Fail)]
    [InlineData("ContainerAdministrator", Outcome.Fail)]
    [InlineData("rooty", Outcome.Pass)]
    [InlineData("10:0", Outcome.Pass)]
    [InlineData("${UID:-10001}", Outcome.Pass)]
    [InlineData("ContainerUser", Outcome.Pass)]
    [InlineData("${NOBODY_KNOWS}", Outcome.Unknown)]
    public void Root_has_many_spellings(string user, Outcome expected) =>
        Assert.Equal(expected, Graded.By<UserRoot>($"FROM alpine:3\nARG NOBODY_KNOWS\nUSER {user}\n").Outcome);

    [Fact]
    public void A_USER_of_a_build_stage_says_nothing_of_what_ships() => Assert.Equal([3], Graded.Lines(Graded.By<UserRoot>("FROM alpine:3 AS build\nUSER 1\nFROM alpine:3\n")));

    [Fact]
    public void A_stage_inherits_the_user_and_the_last_one_counts()
    {
        Assert.Equal(Outcome.Pass, Graded.By<UserRoot>("FROM alpine:3 AS a\nUSER 1\nFROM a\nRUN ls\n").Outcome);
        Assert.Equal([4], Graded.Lines(Graded.By<UserRoot>("FROM alpine:3 AS a\nUSER 1\nFROM a\nUSER 0\n")));
    }

    [Theory]
    [InlineData("gcr.io/distroless/base-debian12:nonroot", Outcome.Pass)]
    [InlineData("gcr.io/distroless/base-debian12", Outcome.Fail)]
    [InlineData("registry.access.redhat.com/ubi9/python-312", Outcome.Pass)]
    [InlineData("registry.example.com/base:1", Outcome.NotCollected)]
    [InlineData("${B}", Outcome.Unknown)]
    [InlineData("scratch", Outcome.Fail)]
    public void Without_USER_the_base_decides(string image, Outcome expected) => Assert.Equal(expected, Graded.By<UserRoot>($"ARG B\nFROM {image}\n").Outcome);

    [Theory]
    [InlineData("", Outcome.Fail)]
    [InlineData("0:0", Outcome.Fail)]
    [InlineData("nobody", Outcome.Pass)]
    public void A_shipped_config_says_who_it_is(string user, Outcome expected) =>
        Assert.Equal(expected, Graded.By<UserRoot>(Graded.Platform(new ImageConfigFacts { Os = "linux", User = user })).Outcome);

    [Fact]
    public void What_ships_overrides_what_is_declared_and_keeps_its_line()
    {
        var root = Graded.Image(Graded.Platform(new ImageConfigFacts { Os = "linux", User = "0" }));
        var drifted = Graded.By<UserRoot>(GradingSubject.OfDockerfile(Graded.File("FROM alpine:3\nUSER 1\n")) with { Shipped = root });
        var agreeing = Graded.By<UserRoot>(GradingSubject.OfDockerfile(Graded.File("FROM alpine:3\nUSER 0\n")) with { Shipped = root });

        Assert.Equal(Outcome.Fail, drifted.Outcome);
        Assert.NotNull(drifted.Drift);
        Assert.Contains("next build", Assert.Single(drifted.Findings).Remediation, StringComparison.Ordinal);
        Assert.Null(agreeing.Drift);
        Assert.Equal(2, Assert.Single(agreeing.Findings).Line);
    }

    [Theory]
    [InlineData("FROM alpine:3\nRUN ls\nCMD [\"a\"]\n", "FROM alpine:3\nRUN ls\nUSER 10001\nCMD [\"a\"]\n")]
    [InlineData("FROM alpine:3\r\nCMD a\r\n", "FROM alpine:3\r\nUSER 10001\r\nCMD a\r\n")]
    [InlineData("FROM alpine:3\nUSER root:root\nCMD a\n", "FROM alpine:3\nUSER 10001\nCMD a\n")]
    [InlineData("FROM alpine:3\nUSER root\nRUN ls\nCMD a\n", "FROM alpine:3\nUSER root\nRUN ls\nUSER 10001\nCMD a\n")]
    [InlineData("FROM alpine:3\nCMD a\nRUN ls", "FROM alpine:3\nCMD a\nRUN ls\nUSER 10001")]
    public void The_repair_stands_behind_everything_that_may_need_root(string text, string repaired) =>
        Assert.Equal(repaired, TextEdit.Apply(text, Assert.Single(Graded.By<UserRoot>(text).Findings).Fix));
}

using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Size;

namespace ComplianceHub.Grading.Tests.Rules.Size;

public sealed class BuildToolsShippedTests
{
    [Theory]
    [InlineData("apt-get install -y gcc && make && apt-get purge -y gcc", Outcome.Pass)]
    [InlineData("apt-get install -y gcc=4:12.2 libpq5 && apt-get remove gcc", Outcome.Pass)]
    [InlineData("apt-get install -y gcc; apt-mark auto '.*'; apt-get purge -y --auto-remove", Outcome.Pass)]
    [InlineData("apt-get install -y gcc && apt-get purge -y --auto-remove", Outcome.Fail)]
    [InlineData("apt-get -y -t bookworm install --no-install-recommends libpq-dev", Outcome.Fail)]
    [InlineData("apk add --no-cache -t .b build-base && apk del .b", Outcome.Pass)]
    [InlineData("apk add --no-cache --virtual=.b build-base && apk del --no-cache .b", Outcome.Pass)]
    [InlineData("apk add --no-cache --virtual .b build-base && apk del .c", Outcome.Fail)]
    [InlineData("D='gcc make'; apt-get install -y $D && apt-get purge -y $D", Outcome.Pass)]
    [InlineData("dnf install -y gcc-c++ && dnf remove -y gcc-c++", Outcome.Pass)]
    [InlineData("echo apt-get install -y gcc", Outcome.Pass)]
    [InlineData("apt-get install -y libgcc-s1 python3 curl", Outcome.Pass)]
    public void What_one_RUN_installs_and_leaves_ships(string script, Outcome expected) =>
        Assert.Equal(expected, Graded.By<BuildToolsShipped>($"FROM debian:12\nRUN {script}\n").Outcome);

    [Fact]
    public void Removing_in_a_later_RUN_is_too_late() => Assert.Equal([2], Graded.Lines(Graded.By<BuildToolsShipped>("FROM alpine:3\nRUN apk add gcc\nRUN apk del gcc\n")));

    [Fact]
    public void A_build_stage_may_hold_anything() => Assert.Equal(Outcome.Pass, Graded.By<BuildToolsShipped>("FROM golang:1 AS b\nRUN go build\nFROM alpine:3\nCOPY --from=b /a /a\n").Outcome);

    [Theory]
    [InlineData("FROM registry.example.com/base:1\n", Outcome.NotCollected)]
    [InlineData("FROM registry.example.com/base:1\nRUN go build ./...\n", Outcome.Fail)]
    [InlineData("FROM registry.example.com/jdk:21\n", Outcome.Fail)]
    [InlineData("FROM registry.example.com/base:1\nRUN dotnet app.dll\n", Outcome.NotCollected)]
    [InlineData("ARG B\nFROM $B\n", Outcome.Unknown)]
    public void Of_a_base_that_nobody_knows_what_runs_in_it_tells(string text, Outcome expected) => Assert.Equal(expected, Graded.By<BuildToolsShipped>(text).Outcome);

    [Theory]
    [InlineData("RUN /bin/sh -c apt-get update && apt-get install -y gcc # buildkit", Outcome.Fail)]
    [InlineData("|1 V=1 /bin/sh -c apk add --virtual .b gcc && apk del .b", Outcome.Pass)]
    [InlineData("/bin/sh -c #(nop)  CMD [\"apt-get\" \"install\" \"gcc\"]", Outcome.Pass)]
    public void History_shows_what_was_installed(string line, Outcome expected) => Assert.Equal(expected, Graded.By<BuildToolsShipped>(Graded.WithHistory(line)).Outcome);

    [Fact]
    public void One_package_declared_and_shipped_is_one_finding()
    {
        var subject = GradingSubject.OfDockerfile(Graded.File("FROM debian:12\nRUN apt-get install -y gcc\n")) with
        {
            Shipped = Graded.Image(Graded.WithHistory("RUN /bin/sh -c apt-get install -y gcc # buildkit")),
        };

        Assert.Equal(Evidence.Declared | Evidence.Shipped, Assert.Single(Graded.By<BuildToolsShipped>(subject).Findings).Evidence);
    }
}

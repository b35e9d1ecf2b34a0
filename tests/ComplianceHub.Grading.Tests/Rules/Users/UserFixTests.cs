using ComplianceHub.Grading.Tests.Fixes;

namespace ComplianceHub.Grading.Tests.Rules.Users;

public sealed class UserFixTests
{
    [Theory]
    [InlineData("FROM debian:12\nCOPY a /a\nCMD [\"/a\"]", "FROM debian:12\nCOPY a /a\nUSER 10001\nCMD [\"/a\"]")]
    [InlineData("FROM debian:12\nENTRYPOINT [\"/a\"]\nCOPY a /a", "FROM debian:12\nENTRYPOINT [\"/a\"]\nCOPY a /a\nUSER 10001")]
    [InlineData("FROM debian:12\nUSER root\nCMD [\"/a\"]", "FROM debian:12\nUSER 10001\nCMD [\"/a\"]")]
    [InlineData("FROM debian:12\nUSER 1234\nUSER root\nRUN a\nCMD [\"/a\"]", "FROM debian:12\nUSER 1234\nUSER root\nRUN a\nUSER 1234\nCMD [\"/a\"]")]
    [InlineData("FROM debian:12\nRUN useradd -u 1500 app\nCMD [\"/a\"]", "FROM debian:12\nRUN useradd -u 1500 app\nUSER 1500\nCMD [\"/a\"]")]
    [InlineData("FROM debian:12\nRUN adduser --disabled-password --gecos '' app\nCMD [\"/a\"]", "FROM debian:12\nRUN adduser --disabled-password --gecos '' app\nUSER app\nCMD [\"/a\"]")]
    [InlineData("FROM node:22\nCMD [\"node\", \"a.js\"]", "FROM node:22\nUSER 1000\nCMD [\"node\", \"a.js\"]")]
    [InlineData("FROM gcr.io/distroless/static\nCMD [\"/a\"]", "FROM gcr.io/distroless/static\nUSER 65532\nCMD [\"/a\"]")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:9.0\nCMD [\"/a\"]", "FROM mcr.microsoft.com/dotnet/aspnet:9.0\nUSER 1654\nCMD [\"/a\"]")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:6.0\nCMD [\"/a\"]", "FROM mcr.microsoft.com/dotnet/aspnet:6.0\nUSER 10001\nCMD [\"/a\"]")]
    [InlineData("FROM scratch\nCOPY a /\n# why\nCMD [\"/a\"]", "FROM scratch\nCOPY a /\nUSER 10001\n# why\nCMD [\"/a\"]")]
    public void The_user_is_the_files_own_or_the_bases_before_a_number(string text, string expected) => Assert.Equal(expected, Repair.By("user-root", text));

    [Theory]
    [InlineData("FROM nginx:1.29\nCOPY a /a\nCMD [\"nginx\"]", "begins as root")]
    [InlineData("FROM debian:12\nEXPOSE 80\nCMD [\"/a\"]", "port 80")]
    [InlineData("FROM debian:12\nVOLUME /data\nCMD [\"/a\"]", "volume")]
    [InlineData("FROM debian:12\nCMD [\"/usr/sbin/apache2ctl\", \"-D\", \"FOREGROUND\"]", "apache2ctl")]
    [InlineData("FROM debian:12\nCMD service cron start && /a", "service has to begin as root")]
    [InlineData("FROM debian:12\nENTRYPOINT [\"tini\", \"--\", \"sshd\"]", "sshd")]
    [InlineData("FROM alpine:3\nRUN apk add --no-cache su-exec\nENTRYPOINT [\"/entry.sh\"]", "su-exec")]
    [InlineData("FROM debian:12\nRUN a", "no command of its own")]
    public void What_does_not_start_without_root_is_left_alone_and_says_why(string text, string why)
    {
        Assert.Null(Repair.By("user-root", text));
        Assert.Contains(why, Graded.By<ComplianceHub.Grading.Rules.Users.UserRoot>(text).Findings.Single().Remediation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FROM debian:12\nRUN groupadd -g 9 app && useradd --uid=1500 -g app app\nUSER app:app\nCMD a", "USER 1500:app")]
    [InlineData("FROM node:22\nUSER node\nCMD a", "USER 1000")]
    [InlineData("FROM debian:12\nUSER node\nCMD a", null)]
    public void A_name_becomes_the_number_that_the_file_or_its_base_gives_it(string text, string? expected)
    {
        var repaired = Repair.By("user-by-name", text);

        Assert.Equal(expected, repaired?.Split('\n').Single(l => l.StartsWith("USER", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("FROM alpine:3\nEXPOSE 9999\nCMD [\"a\"]", "HEALTHCHECK CMD [\"nc\", \"-z\", \"127.0.0.1\", \"9999\"]")]
    [InlineData("FROM debian:12\nRUN apt-get install -y curl\nEXPOSE 8080/tcp\nCMD [\"a\"]", "HEALTHCHECK CMD [\"curl\", \"-sS\", \"-o\", \"/dev/null\", \"http://127.0.0.1:8080/\"]")]
    [InlineData("FROM debian:12\nRUN apt-get install -y curl && apt-get remove -y curl\nEXPOSE 8080\nCMD [\"a\"]", null)]
    [InlineData("FROM debian:12\nRUN apt-get install -y curl\nEXPOSE 9999\nCMD [\"a\"]", null)]
    [InlineData("FROM alpine:3\nEXPOSE 8080 9090\nCMD [\"a\"]", null)]
    [InlineData("FROM alpine:3\nEXPOSE 8080\nHEALTHCHECK NONE\nCMD [\"a\"]", null)]
    public void A_health_check_is_sketched_where_something_can_ask_a_port(string text, string? expected) =>
        Assert.Equal(expected, Repair.By("healthcheck-missing", text)?.Split('\n').Single(l => l.StartsWith("HEALTH", StringComparison.Ordinal)));
}

using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class AptPinTests
{
    [Fact]
    public void Every_package_is_a_finding_of_its_own_and_values_of_options_are_none() =>
        Assert.Equal(["curl", "git"], Judged.Loci<AptPin>("FROM a\nRUN apt-get -t sid install -y curl \\\n  git jq=1.7 $MORE"));

    [Fact]
    public void The_line_is_the_packages() => Assert.Equal([2, 3], Judged.Declared<AptPin>("FROM a\nRUN apt-get install curl \\\n  git").Findings.Select(f => f.Line ?? 0));

    [Fact]
    public void History_is_read_without_the_bases_own() =>
        Assert.Equal(["curl"], Judged.Shipped<AptPin>(Judged.History("RUN /bin/sh -c apt-get install -y curl # buildkit")).Findings.Select(f => f.Locus));
}

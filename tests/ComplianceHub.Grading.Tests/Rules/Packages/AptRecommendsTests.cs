using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class AptRecommendsTests
{
    [Fact]
    public void The_repair_passes() =>
        Assert.Empty(Judged.Loci<AptRecommends>(Judged.Repaired<AptRecommends>("FROM a\nRUN sudo apt-get -y install curl\n")));

    [Fact]
    public void A_configuration_written_before_counts() =>
        Assert.Empty(Judged.Loci<AptRecommends>("FROM a\nRUN echo 'APT::Install-Recommends \"0\";' > /etc/apt/apt.conf.d/9\nRUN apt-get install -y curl"));
}

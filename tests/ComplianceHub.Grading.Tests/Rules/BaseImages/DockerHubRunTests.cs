using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class DockerHubRunTests
{
    [Fact]
    public void What_nothing_runs_is_not_asked() =>
        Assert.Equal(Outcome.NotApplicable, Graded.By<DockerHubRun>(GradingSubject.OfDockerfile(Graded.File("FROM scratch\n"))).Outcome);

    [Theory]
    [InlineData("docker.io/team/app", Outcome.Fail)]
    [InlineData("registry.example.com/team/app", Outcome.Pass)]
    [InlineData("docker.io.example.com/team/app", Outcome.Pass)]
    public void It_fails_when_a_file_pulls_it_from_Docker_Hub(string repository, Outcome expected)
    {
        UsageFacts[] usages = [Usage("deploy/a.yaml", repository), Usage("deploy/b.yaml", "registry.example.com/team/app")];

        var declared = Graded.By<DockerHubRun>(GradingSubject.OfDockerfile(Graded.File("FROM scratch\n")) with { Usages = [.. usages] });
        var shipped = Graded.By<DockerHubRun>(GradingSubject.OfImage(Graded.Image(Graded.Platform())) with { Usages = [.. usages] });

        Assert.Equal((expected, expected), (declared.Outcome, shipped.Outcome));
    }

    [Fact]
    public void Every_file_is_a_finding_of_its_own_whatever_the_tag()
    {
        var subject = GradingSubject.OfImage(Graded.Image(Graded.Platform())) with { Declared = Graded.File("FROM scratch\n"), Usages = [Usage("a.yaml", "docker.io/team/app"), Usage("b.yaml", "docker.io/team/app")] };

        var findings = Graded.By<DockerHubRun>(subject).Findings;

        Assert.Equal(["shop/web/a.yaml docker.io/team/app", "shop/web/b.yaml docker.io/team/app"], findings.Select(f => f.Locus));
        Assert.Equal("Deployment app in a.yaml of shop/web pulls team/app:1 from Docker Hub.", findings[0].Message);
    }

    private static UsageFacts Usage(string path, string repository) => new("shop/web", path, "Deployment app", 3, "team/app:1", repository);
}

using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class DockerHubPullTests
{
    [Theory]
    [InlineData("ubuntu:1")]
    [InlineData("library/ubuntu:1")]
    [InlineData("docker.io/ubuntu:1")]
    [InlineData("index.docker.io/library/ubuntu:1")]
    [InlineData("registry-1.docker.io/library/ubuntu:1")]
    [InlineData("registry/ubuntu:1")]
    [InlineData("ubuntu:${TAG}")]
    public void Every_spelling_is_Docker_Hub(string image) => Assert.Equal(Outcome.Fail, Graded.By<DockerHubPull>($"ARG TAG\nFROM {image}\n").Outcome);

    [Theory]
    [InlineData("registry:5000/ubuntu:1", Outcome.Pass)]
    [InlineData("localhost/ubuntu:1", Outcome.Pass)]
    [InlineData("quay.io/ubuntu:${TAG}", Outcome.Pass)]
    [InlineData("quay.io/${TAG}", Outcome.Pass)]
    [InlineData("quay.io/a-${TAG}/b:1", Outcome.Pass)]
    [InlineData("${TAG}", Outcome.Unknown)]
    [InlineData("${TAG}/ubuntu:1", Outcome.Unknown)]
    public void Other_registries_are_not(string image, Outcome expected) => Assert.Equal(expected, Graded.By<DockerHubPull>($"ARG TAG\nFROM {image}\n").Outcome);

    [Fact]
    public void Declared_and_shipped_agree_on_one_finding()
    {
        var subject = GradingSubject.OfDockerfile(Graded.File("FROM ubuntu:24.04\n")) with { Shipped = Graded.Image(Graded.WithBase("index.docker.io/library/ubuntu:24.04")) };

        Assert.Equal(Evidence.Declared | Evidence.Shipped, Assert.Single(Graded.By<DockerHubPull>(subject).Findings).Evidence);
    }
}

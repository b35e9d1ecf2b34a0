using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class RegistryNotAllowedTests
{
    private static Policy Allowing(params string[] registries) => Policy.Default with { Registries = [.. registries] };

    [Fact]
    public void Until_registries_are_named_it_is_not_collected() => Assert.Equal(Outcome.NotCollected, Graded.By<RegistryNotAllowed>("FROM alpine:3\n").Outcome);

    [Theory]
    [InlineData("registry.example.com", "registry.example.com/a:1", Outcome.Pass)]
    [InlineData("*.example.com", "registry.example.com/a:1", Outcome.Pass)]
    [InlineData("registry.example.com/team", "registry.example.com/team/a:1", Outcome.Pass)]
    [InlineData("registry.example.com/team", "registry.example.com/teammates/a:1", Outcome.Fail)]
    [InlineData("registry.example.com", "registry.example.com:5000/a:1", Outcome.Fail)]
    [InlineData("docker.io", "registry-1.docker.io/library/ubuntu:1", Outcome.Pass)]
    [InlineData("registry.example.com", "${REGISTRY}/a:1", Outcome.Unknown)]
    public void A_registry_is_a_host_with_the_beginning_of_a_path(string allowed, string image, Outcome expected) =>
        Assert.Equal(expected, Graded.By<RegistryNotAllowed>($"ARG REGISTRY\nFROM {image}\n", Allowing(allowed)).Outcome);

    [Fact]
    public void The_image_itself_and_the_base_it_names_are_judged_too()
    {
        var result = Graded.By<RegistryNotAllowed>(GradingSubject.OfImage(Graded.Image(Graded.WithBase("quay.io/base:1"))), Allowing("other.example.com"));

        Assert.Equal(["quay.io/base", "registry.example.com/team/app"], result.Findings.Select(f => f.Locus));
    }
}

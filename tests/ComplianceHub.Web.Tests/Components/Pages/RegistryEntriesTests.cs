using ComplianceHub.Web.Components.Pages;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class RegistryEntriesTests
{
    [Theory]
    [InlineData("registry.example.com", "registry.example.com")]
    [InlineData(" https://Registry.Example.com/ ", "registry.example.com")]
    [InlineData("ghcr.io/example, quay.io/example\n\nghcr.io/example", "ghcr.io/example quay.io/example")]
    [InlineData("registry.local:5000/base", "registry.local:5000/base")]
    [InlineData("localhost", "localhost")]
    [InlineData("*.example.com", "*.example.com")]
    [InlineData("docker.io/example", "docker.io/example")]
    [InlineData("", "")]
    public void What_people_type_is_read_as_image_references_name_it(string text, string registries)
    {
        var entries = RegistryEntries.Read(text);

        Assert.Equal(registries, string.Join(' ', entries.Registries));
        Assert.Empty(entries.Problems);
    }

    [Theory]
    [InlineData("ours")]
    [InlineData("ghcr.io/Example")]
    [InlineData("docker.io")]
    [InlineData("index.docker.io")]
    [InlineData("registry.example.com/base:latest")]
    [InlineData("registry.example.com/base@sha256:00")]
    [InlineData("registry_example.com")]
    [InlineData("registry.example.com/../etc")]
    [InlineData("<script>.example.com")]
    public void What_is_no_registry_is_told_with_its_reason(string text)
    {
        Assert.StartsWith(text + ": ", Assert.Single(RegistryEntries.Read(text).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_file_pasted_by_mistake_gets_a_short_answer()
    {
        var entries = RegistryEntries.Read(string.Join('\n', Enumerable.Range(0, 5_000).Select(i => new string('x', 300) + i)));

        Assert.Equal(5, entries.Problems.Length);
        Assert.StartsWith("At most 100 registries", entries.Problems[0], StringComparison.Ordinal);
        Assert.All(entries.Problems, problem => Assert.InRange(problem.Length, 1, 120));
    }
}

namespace ComplianceHub.Dockerfiles.Tests;

public sealed class ReferenceParserTests
{
    private static readonly string s_hex = new('a', 64);

    [Theory]
    [InlineData("ubuntu", "docker.io", "library/ubuntu", null)]
    [InlineData("ubuntu:24.04", "docker.io", "library/ubuntu", "24.04")]
    [InlineData("registry/foo", "docker.io", "registry/foo", null)]
    [InlineData("registry:5000/foo", "registry:5000", "foo", null)]
    [InlineData("localhost/foo:1", "localhost", "foo", "1")]
    [InlineData("localhost:5000/a/b:1", "localhost:5000", "a/b", "1")]
    [InlineData("ghcr.io/a/b", "ghcr.io", "a/b", null)]
    [InlineData("Registry/foo", "Registry", "foo", null)]
    [InlineData("[::1]:5000/foo", "[::1]:5000", "foo", null)]
    [InlineData("a/b__c/d-e---f.g", "docker.io", "a/b__c/d-e---f.g", null)]
    public void Trap38_the_first_part_is_a_host_only_with_dot_colon_or_capital_or_as_localhost(string text, string domain, string path, string? tag)
    {
        var reference = ImageReference.TryParse(text, out var error);

        Assert.Null(error);
        Assert.Equal((domain, path, tag), (reference!.Domain, reference.Path, reference.Tag));
    }

    [Theory]
    [InlineData("ubuntu")]
    [InlineData("library/ubuntu")]
    [InlineData("docker.io/ubuntu")]
    [InlineData("index.docker.io/library/ubuntu")]
    public void Trap39_one_image_has_many_spellings(string text)
    {
        var reference = ImageReference.TryParse(text, out _)!;

        Assert.Equal(("docker.io/library/ubuntu", "ubuntu", true), (reference.Repository, reference.Familiar, reference.IsDockerHub));
    }

    [Fact]
    public void Trap39_the_registrys_own_host_is_not_normalised_but_known_as_Docker_Hub()
    {
        var reference = ImageReference.TryParse("registry-1.docker.io/library/ubuntu", out _)!;

        Assert.Equal(("registry-1.docker.io", true), (reference.Domain, reference.IsDockerHub));
    }

    [Fact]
    public void Trap40_a_digest_of_the_right_length_pins_and_another_does_not()
    {
        Assert.True(ImageReference.TryParse($"a:latest@sha256:{s_hex}", out _)!.IsPinned);
        Assert.True(ImageReference.TryParse($"a@sha512:{s_hex}{s_hex}", out _)!.IsPinned);
        Assert.False(ImageReference.TryParse("a@sha256:abc", out _)!.IsPinned);
        Assert.False(ImageReference.TryParse($"a@md5:{s_hex}", out _)!.IsPinned);
        Assert.False(ImageReference.TryParse($"a@sha256:{s_hex.ToUpperInvariant()}", out _)!.IsPinned);
        Assert.Equal("latest", ImageReference.TryParse($"a:latest@sha256:{s_hex}", out _)!.Tag);
    }

    [Theory]
    [InlineData("", "reference is empty")]
    [InlineData("a:", "the tag is empty")]
    [InlineData(":1", "the repository name is empty")]
    [InlineData("Ubuntu", "repository name (Ubuntu) must be lowercase")]
    [InlineData("a//b", "invalid repository name \"a//b\"")]
    [InlineData("-a", "invalid repository name \"-a\"")]
    [InlineData("a_", "invalid repository name \"a_\"")]
    [InlineData("a..b", "invalid repository name \"a..b\"")]
    [InlineData("a:-1", "invalid tag \"-1\"")]
    [InlineData("a:b:c", "invalid tag \"b:c\"")]
    [InlineData("a@x", "invalid digest \"x\"")]
    [InlineData("-x.io/a", "invalid registry host \"-x.io\"")]
    [InlineData("x.io:p/a", "invalid registry host \"x.io:p\"")]
    [InlineData("$x", "invalid repository name \"$x\"")]
    public void What_is_no_reference_says_why(string text, string reason)
    {
        Assert.Null(ImageReference.TryParse(text, out var error));
        Assert.Equal(reason, error);
    }

    [Fact]
    public void An_identifier_is_no_name()
    {
        Assert.Null(ImageReference.TryParse(s_hex, out var error));
        Assert.NotNull(error);
    }
}

using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Rules;

public sealed class KnownBasesTests
{
    private static BaseImageFacts? Find(string image) => KnownBases.Find(ImageReference.TryParse(image, out _)!);

    [Theory]
    [InlineData("debian:12", "", BaseFamily.Full, false)]
    [InlineData("debian:bookworm-slim", "", BaseFamily.Slim, false)]
    [InlineData("node:22", "", BaseFamily.Full, true)]
    [InlineData("node:22-alpine3.22", "", BaseFamily.Alpine, false)]
    [InlineData("node:22-bookworm-slim", "", BaseFamily.Slim, false)]
    [InlineData("golang:1.24-alpine", "", BaseFamily.Alpine, true)]
    [InlineData("eclipse-temurin:21-jre", "", BaseFamily.Full, false)]
    [InlineData("eclipse-temurin:21", "", BaseFamily.Full, true)]
    [InlineData("haproxy:3.0-alpine", "haproxy", BaseFamily.Alpine, false)]
    [InlineData("memcached", "memcache", BaseFamily.Slim, false)]
    [InlineData("nginxinc/nginx-unprivileged:1.27-alpine", "101", BaseFamily.Alpine, false)]
    [InlineData("gcr.io/distroless/java21-debian12:nonroot", "65532", BaseFamily.Distroless, false)]
    [InlineData("gcr.io/distroless/java21-debian12", "0", BaseFamily.Distroless, false)]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled-extra", "1654", BaseFamily.Chiseled, false)]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:9.0-azurelinux3.0-distroless", "1654", BaseFamily.Distroless, false)]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:9.0-alpine", "", BaseFamily.Alpine, false)]
    [InlineData("mcr.microsoft.com/dotnet/sdk:9.0", "", BaseFamily.Full, true)]
    [InlineData("mcr.microsoft.com/windows/nanoserver:ltsc2025", "ContainerUser", BaseFamily.Windows, false)]
    [InlineData("registry.access.redhat.com/ubi9/ubi-minimal:9.5", "", BaseFamily.UbiMinimal, false)]
    [InlineData("registry.access.redhat.com/ubi9/nodejs-22", "1001", BaseFamily.Full, true)]
    public void Well_known_bases_are_known(string image, string user, BaseFamily family, bool tools)
    {
        var facts = Find(image)!;

        Assert.Equal((user, family, (bool?)tools), (facts.User, facts.Family, facts.ShipsBuildTools));
    }

    [Theory]
    [InlineData("public.ecr.aws/docker/library/postgres:17")]
    [InlineData("mirror.gcr.io/library/postgres:17")]
    [InlineData("index.docker.io/library/postgres:17")]
    public void Mirrors_of_official_images_are_official_images(string image) => Assert.Equal(Find("postgres:17"), Find(image));

    [Theory]
    [InlineData("registry.example.com/base/node:22-alpine", BaseFamily.Alpine)]
    [InlineData("registry.example.com/base/node:22-slim", BaseFamily.Slim)]
    [InlineData("registry.example.com/base/alpine:1", BaseFamily.Alpine)]
    [InlineData("registry.example.com/distroless/java:21", BaseFamily.Distroless)]
    [InlineData("registry.example.com/base/java:21-noble", BaseFamily.Full)]
    [InlineData("registry.example.com/runtime:9-chiseled", BaseFamily.Chiseled)]
    [InlineData("registry.example.com/ubi9-micro:1", BaseFamily.UbiMicro)]
    public void A_private_image_is_what_its_name_says_but_nobody_knows_who_runs_in_it(string image, BaseFamily family)
    {
        var facts = Find(image)!;

        Assert.Equal(family, facts.Family);
        Assert.Null(facts.User);
    }

    [Fact]
    public void A_name_that_says_nothing_is_not_known() => Assert.Null(Find("registry.example.com/base/app:1.2"));

    [Fact]
    public void Every_entry_has_a_source_and_a_date() => Assert.All(KnownBases.Entries, e =>
    {
        Assert.StartsWith("https://", e.Source, StringComparison.Ordinal);
        Assert.True(e.AsOf >= new DateOnly(2026, 1, 1));
        Assert.NotEmpty(e.Repositories);
    });

    [Fact]
    public void No_entry_hides_behind_an_earlier_one()
    {
        for (var i = 0; i < KnownBases.Entries.Length; i++)
        {
            var entry = KnownBases.Entries[i];
            var earlier = KnownBases.Entries.Take(i).Where(e => e.Tags.IsDefault).SelectMany(e => e.Repositories).ToHashSet();
            Assert.DoesNotContain(entry.Repositories, earlier.Contains);
        }
    }
}

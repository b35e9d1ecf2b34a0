using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class EndOfLifeTests
{
    [Theory]
    [InlineData("debian:bookworm-slim", "Debian 12", "Debian 12")]
    [InlineData("debian:12.7", "Debian 12", "Debian 12")]
    [InlineData("ubuntu:22.04", "Ubuntu 22.04", "Ubuntu 22.04")]
    [InlineData("ubuntu:jammy-20240111", "Ubuntu 22.04", "Ubuntu 22.04")]
    [InlineData("alpine:3.20.3", "Alpine 3.20", "Alpine 3.20")]
    [InlineData("alpine:3.2", "Alpine 3.2", "Alpine 3.2")]
    [InlineData("node:22-bookworm", "Debian 12, Node.js 22", "Debian 12")]
    [InlineData("node:22.3.0-alpine3.20", "Alpine 3.20, Node.js 22", "Alpine 3.20")]
    [InlineData("node:jod-slim", "Node.js 22", null)]
    [InlineData("node:lts-alpine", "", "Alpine")]
    [InlineData("node", "", null)]
    [InlineData("node:22@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "Node.js 22", null)]
    [InlineData("python:3.12-slim", "Python 3.12", null)]
    [InlineData("python:3.1", "", null)]
    [InlineData("php:8.2-fpm-bullseye", "Debian 11, PHP 8.2", "Debian 11")]
    [InlineData("golang:1.22-alpine3.19", "Alpine 3.19, Go 1.22", "Alpine 3.19")]
    [InlineData("eclipse-temurin:21.0.5_11-jre-noble", "Ubuntu 24.04, Java (Temurin) 21", "Ubuntu 24.04")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled", "Ubuntu 22.04, .NET 8", "Ubuntu 22.04")]
    [InlineData("mcr.microsoft.com/dotnet/core/aspnet:3.1.32", ".NET 3.1", null)]
    [InlineData("mcr.microsoft.com/dotnet/sdk:8.0-windowsservercore-ltsc2022", "Windows Server Core 2022, .NET 8", "Windows Server Core 2022")]
    [InlineData("mcr.microsoft.com/windows/servercore:ltsc2022", "Windows Server Core 2022", "Windows Server Core 2022")]
    [InlineData("gcr.io/distroless/static-debian12:nonroot", "Debian 12, distroless", "distroless, Debian 12")]
    [InlineData("gcr.io/distroless/static", "distroless", "distroless")]
    [InlineData("cgr.dev/chainguard/node:latest", "Wolfi", "Wolfi")]
    [InlineData("registry.access.redhat.com/ubi9/ubi-minimal:9.4", "Red Hat UBI 9", "Red Hat UBI 9")]
    [InlineData("registry.access.redhat.com/ubi8:latest", "Red Hat UBI 8", "Red Hat UBI 8")]
    [InlineData("nvidia/cuda:12.4.1-runtime-ubuntu2204", "Ubuntu 22.04", "Ubuntu 22.04")]
    [InlineData("bitnami/postgresql:16.2.0-debian-12-r3", "Debian 12, PostgreSQL 16", "Debian 12")]
    [InlineData("amazonlinux:2", "Amazon Linux 2", "Amazon Linux 2")]
    [InlineData("quay.io/centos/centos:stream9", "CentOS Stream 9", "CentOS Stream 9")]
    [InlineData("quay.io/centos/centos:latest", "", null)]
    [InlineData("public.ecr.aws/docker/library/node:18-bullseye", "Debian 11, Node.js 18", "Debian 11")]
    [InlineData("java:8-jre", "Docker Official Image java", null)]
    [InlineData("example.org/team/thing:22", "", null)]
    public void A_reference_is_what_its_name_says_for_certain(string reference, string lifetimes, string? system)
    {
        var parsed = ImageReference.TryParse(reference, out _)!;

        Assert.Equal(lifetimes, string.Join(", ", EndOfLife.Of(parsed).Select(l => l.Name)));
        Assert.Equal(system, EndOfLife.SystemOf(parsed));
    }

    [Fact]
    public void What_ends_first_counts()
    {
        Assert.Equal(".NET 8", EndOfLife.EarliestOf(ImageReference.TryParse("mcr.microsoft.com/dotnet/aspnet:8.0-jammy", out _)!)!.Name);
        Assert.Equal(new DateOnly(2026, 8, 31), EndOfLife.EarliestOf(ImageReference.TryParse("gcr.io/distroless/java17-debian11", out _)!)!.EndsOn);
        Assert.True(EndOfLife.EarliestOf(ImageReference.TryParse("gcr.io/distroless/static", out _)!)!.IsRolling);
    }

    [Fact]
    public void Each_product_has_a_source_and_each_of_its_releases_once()
    {
        Assert.All(EndOfLife.Products, p =>
        {
            Assert.StartsWith("https://", p.Source, StringComparison.Ordinal);
            Assert.Equal(p.Cycles.IsDefaultOrEmpty, p.Rolling || p.AbandonedOn is not null);
            if (!p.Cycles.IsDefault)
            {
                var names = p.Cycles.SelectMany(c => c.Names.IsDefault ? [c.Name] : c.Names.Insert(0, c.Name)).ToList();
                Assert.Equal(names.Distinct(), names);
                Assert.All(p.Cycles, c => Assert.InRange(c.EndsOn.Year, 2010, 2040));
            }
        });
        Assert.Equal(EndOfLife.Products.Select(p => p.Name).Distinct(), EndOfLife.Products.Select(p => p.Name));
    }
}

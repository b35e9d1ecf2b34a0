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
    [InlineData("quay.io/centos/centos:latest", "", "CentOS")]
    [InlineData("centos", "Docker Official Image centos", "CentOS")]
    [InlineData("ubuntu:latest", "", "Ubuntu")]
    [InlineData("ros:kinetic-ros-core", "", null)]
    [InlineData("ros:humble-ros-base-jammy", "Ubuntu 22.04", "Ubuntu 22.04")]
    [InlineData("ubuntu:devel", "", "Ubuntu")]
    [InlineData("alpine:3.24", "Alpine 3.24", "Alpine 3.24")]
    [InlineData("alpine:edge", "Alpine edge", "Alpine edge")]
    [InlineData("traefik:edge", "", null)]
    [InlineData("debian:sid-slim", "Debian unstable", "Debian unstable")]
    [InlineData("buildpack-deps:sid-scm", "Debian unstable", "Debian unstable")]
    [InlineData("fedora:45", "Fedora 45", "Fedora 45")]
    [InlineData("amazonlinux:2023.5.20240916.0", "Amazon Linux 2023", "Amazon Linux 2023")]
    [InlineData("amazoncorretto:21.0.5-al2023-headless", "Amazon Linux 2023, Java (Corretto) 21", "Amazon Linux 2023")]
    [InlineData("maven:3.9-eclipse-temurin-21-alpine", "Java (Temurin) 21", "Alpine")]
    [InlineData("eclipse-temurin:8u412-b08-jre", "Java (Temurin) 8", null)]
    [InlineData("eclipse-temurin:21-jre-alpine", "Java (Temurin) 21", "Alpine")]
    [InlineData("mcr.microsoft.com/openjdk/jdk:17-mariner", "Java (Microsoft) 17", null)]
    [InlineData("mcr.microsoft.com/dotnet/sdk:10.0-azurelinux3.0", "Azure Linux 3.0, .NET 10", "Azure Linux 3.0")]
    [InlineData("mcr.microsoft.com/dotnet/sdk:8.0-cbl-mariner2.0", "CBL-Mariner 2.0, .NET 8", "CBL-Mariner 2.0")]
    [InlineData("mcr.microsoft.com/azurelinux/base/python:3.12", "", null)]
    [InlineData("mcr.microsoft.com/windows/nanoserver:1809", "Nano Server 2019", "Nano Server 2019")]
    [InlineData("mcr.microsoft.com/windows/servercore:20H2", "Windows Server Core 20H2", "Windows Server Core 20H2")]
    [InlineData("gcr.io/distroless/nodejs22-debian12", "Debian 12, distroless, Node.js 22", "distroless, Debian 12")]
    [InlineData("gcr.io/distroless/java21-debian12", "Debian 12, distroless", "distroless, Debian 12")]
    [InlineData("amd64/alpine:3.23", "Alpine 3.23", "Alpine 3.23")]
    [InlineData("amd64ish/alpine:3.23", "", null)]
    [InlineData("opensuse/leap:15.6", "openSUSE Leap 15.6", "openSUSE Leap 15.6")]
    [InlineData("opensuse/leap:15", "", "openSUSE Leap")]
    [InlineData("oraclelinux:9-slim", "Oracle Linux 9", "Oracle Linux 9")]
    [InlineData("wordpress:6.7-php8.2-fpm-alpine3.20", "Alpine 3.20, PHP 8.2", "Alpine 3.20")]
    [InlineData("example.org/team/thing:4-python3.9", "Python 3.9", null)]
    [InlineData("example.org/team/thing:1-php7", "", null)]
    [InlineData("example.org/team/stream-9:1", "", null)]
    [InlineData("php:7-apache", "PHP 7.4", null)]
    [InlineData("php:5.5", "PHP 5.5", null)]
    [InlineData("python:2-slim", "Python 2.7", null)]
    [InlineData("python:3", "", null)]
    [InlineData("ruby:2.0.0", "Ruby 2.0", null)]
    [InlineData("postgres:9.2", "PostgreSQL 9.2", null)]
    [InlineData("timescale/timescaledb:2.14.2-pg16", "PostgreSQL 16", null)]
    [InlineData("mysql:8", "MySQL 8.4", null)]
    [InlineData("mariadb:10.11.6-jammy", "Ubuntu 22.04, MariaDB 10.11", "Ubuntu 22.04")]
    [InlineData("mongo:7", "", null)]
    [InlineData("tomcat:9.0.96-jre21-temurin-noble", "Ubuntu 24.04, Tomcat 9", "Ubuntu 24.04")]
    [InlineData("nginx:1.27-alpine", "nginx 1.27", "Alpine")]
    [InlineData("bitnamilegacy/redis:7.0.15-debian-12-r20", "Debian 12, Redis 7.0, Bitnami legacy image", "Debian 12")]
    [InlineData("public.ecr.aws/docker/library/node:18-bullseye", "Debian 11, Node.js 18", "Debian 11")]
    [InlineData("java:8-jre", "Docker Official Image java", null)]
    [InlineData("example.org/team/node:22", "", null)]
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
    public void A_release_whose_end_nobody_has_set_is_neither_rolling_nor_over()
    {
        var lifetime = EndOfLife.EarliestOf(ImageReference.TryParse("alpine:3.24", out _)!)!;

        Assert.Null(lifetime.EndsOn);
        Assert.False(lifetime.IsRolling);
    }

    [Fact]
    public void Every_release_is_found_in_every_repository_of_its_product_by_its_number_and_its_names() => Assert.All(
        from product in EndOfLife.Products
        from repository in product.Repositories.IsDefault ? [] : product.Repositories
        from cycle in product.Cycles.IsDefault ? [] : product.Cycles
        from tag in (cycle.Names.IsDefault ? [] : cycle.Names).Concat(cycle.Name.Contains(' ', StringComparison.Ordinal) ? [] : [cycle.Name, cycle.Name + "-slim"])
        select (product, cycle, Reference: $"{repository.Replace("bitnami*", "bitnami", StringComparison.Ordinal).Replace("*", "x", StringComparison.Ordinal)}:{tag}"),
        entry =>
        {
            var found = EndOfLife.Of(ImageReference.TryParse(entry.Reference, out _)!).Where(l => l.Product == entry.product.Name);
            Assert.Equal([entry.cycle.Name], found.Select(l => l.Cycle));
        });

    [Fact]
    public void Every_rolling_and_every_abandoned_image_is_found() => Assert.All(
        EndOfLife.Products.Where(p => p.Rolling || p.AbandonedOn is not null).SelectMany(p => p.Repositories, (product, repository) => (product, repository)),
        entry => Assert.Contains(
            EndOfLife.Of(ImageReference.TryParse(entry.repository.Replace("*", "x", StringComparison.Ordinal), out _)!),
            l => (l.Product, l.IsRolling, l.EndsOn) == (entry.product.Name, entry.product.Rolling, entry.product.AbandonedOn)));

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
                Assert.All(p.Cycles.Where(c => c.EndsOn is not null), c => Assert.InRange(c.EndsOn!.Value.Year, 2010, 2040));
                Assert.DoesNotContain(p.Cycles, c => c.Rolling && c.EndsOn is not null);
            }
        });
        Assert.Equal(EndOfLife.Products.Select(p => p.Name).Distinct(), EndOfLife.Products.Select(p => p.Name));
    }
}

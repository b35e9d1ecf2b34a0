using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class BaseFullTests
{
    [Theory]
    [InlineData("debian:12", 1, 1)]
    [InlineData("debian:12-slim", 1, 2)]
    [InlineData("registry.example.com/base/node:22-bookworm-slim", 1, 2)]
    [InlineData("mcr.microsoft.com/windows/nanoserver:ltsc2022", 1, 1)]
    public void A_full_base_costs_everything_and_a_slim_one_half(string image, int numerator, int denominator) =>
        Assert.Equal(new Share(numerator, denominator), Assert.Single(Graded.By<BaseFull>($"FROM {image}\n").Findings).Share);

    [Fact]
    public void The_base_is_found_through_the_stages() => Assert.Equal([1], Graded.Lines(Graded.By<BaseFull>("FROM ubuntu:24.04 AS a\nFROM a AS b\nFROM b\n")));

    [Fact]
    public void An_image_that_nobody_knows_is_our_missing_evidence_not_the_authors() =>
        Assert.Equal(Outcome.NotCollected, Graded.By<BaseFull>("FROM registry.example.com/base/thing:1\n").Outcome);

    [Fact]
    public void A_crawled_config_goes_before_the_table()
    {
        var known = new BaseImageFacts("", BaseFamily.Alpine, false, "sha256:x", new(2026, 1, 1));
        var subject = GradingSubject.OfDockerfile(Graded.File("FROM debian:12\n")) with
        {
            CrawledBases = ImmutableDictionary<string, BaseImageFacts>.Empty.Add("docker.io/library/debian:12", known),
        };

        Assert.Equal(Outcome.Pass, Graded.By<BaseFull>(subject).Outcome);
    }

    [Fact]
    public void The_base_that_the_image_names_overrides_the_Dockerfile_and_the_difference_is_drift()
    {
        var result = Graded.By<BaseFull>(GradingSubject.OfDockerfile(Graded.File("FROM alpine:3.22\n")) with { Shipped = Graded.Image(Graded.WithBase("docker.io/library/debian:12")) });

        Assert.Equal(Outcome.Fail, result.Outcome);
        Assert.Contains("debian:12", result.Drift, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ADD alpine-minirootfs-3.22.0-x86_64.tar.gz / # buildkit", Outcome.Pass)]
    [InlineData("COPY /app /app # buildkit", Outcome.Pass)]
    [InlineData("COPY /rootfs/ / # buildkit", Outcome.NotCollected)]
    [InlineData("/bin/sh -c #(nop) ADD file:abc in / ", Outcome.NotCollected)]
    public void History_answers_only_where_it_gives_the_base_away(string first, Outcome expected) =>
        Assert.Equal(expected, Graded.By<BaseFull>(Graded.WithHistory(first, "CMD [\"app\"]")).Outcome);

    [Fact]
    public void Where_history_is_silent_the_Dockerfile_stands() => Assert.Equal(Outcome.Pass, Graded.By<BaseFull>(
        GradingSubject.OfDockerfile(Graded.File("FROM alpine:3.22\n")) with { Shipped = Graded.Image(Graded.WithHistory("ADD file:x in / ")) }).Outcome);
}

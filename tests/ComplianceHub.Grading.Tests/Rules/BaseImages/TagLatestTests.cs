using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class TagLatestTests
{
    [Fact]
    public void A_digest_beside_latest_decides() => Assert.Equal(Outcome.Pass, Graded.By<TagLatest>($"FROM node:latest@{Graded.Digest}\n").Outcome);

    [Fact]
    public void Latest_by_default_of_an_ARG_is_latest() => Assert.Equal([2], Graded.Lines(Graded.By<TagLatest>("ARG TAG=latest\nFROM node:${TAG}\n")));

    [Fact]
    public void Copied_from_and_mounted_images_count() =>
        Assert.Equal([2, 3], Graded.Lines(Graded.By<TagLatest>("FROM alpine:3.22\nCOPY --from=a/b:latest /x /x\nRUN --mount=from=c/d:latest,target=/d ls\n")));
}

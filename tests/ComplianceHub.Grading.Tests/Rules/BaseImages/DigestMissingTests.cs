using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class DigestMissingTests
{
    [Fact]
    public void A_tag_is_not_enough() => Assert.Equal([1], Graded.Lines(Graded.By<DigestMissing>("FROM alpine:3.22\n")));

    [Fact]
    public void A_digest_in_an_ARG_is_one() => Assert.Equal(Outcome.Pass, Graded.By<DigestMissing>($"ARG BASE=alpine@{Graded.Digest}\nFROM $BASE\n").Outcome);

    [Fact]
    public void The_locus_survives_a_new_tag() => Assert.Equal(
        Graded.By<DigestMissing>("FROM alpine:3.21\n").Findings[0].Fingerprint, Graded.By<DigestMissing>("# raised\nFROM alpine:3.22\n").Findings[0].Fingerprint);
}

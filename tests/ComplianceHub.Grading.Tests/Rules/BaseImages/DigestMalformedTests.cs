using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class DigestMalformedTests
{
    [Fact]
    public void A_shortened_digest_fixes_nothing() => Assert.Equal([1], Graded.Lines(Graded.By<DigestMalformed>("FROM alpine@sha256:abc123\n")));

    [Fact]
    public void A_whole_digest_passes() => Assert.Equal(Outcome.Pass, Graded.By<DigestMalformed>($"FROM alpine@{Graded.Digest}\n").Outcome);
}

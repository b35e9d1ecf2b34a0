using System.Collections.Immutable;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Storage.Grades;

/// <summary>What evaluation made of one Image.</summary>
/// <param name="Change">Why the score differs from the standing one; nothing in the first grading.</param>
/// <param name="Waived">The waivers that count, by the fingerprints of the findings that they waive.</param>
/// <param name="History">Past versions, oldest first; null when history is drawn already.</param>
internal sealed record GradeResult(
    GradeWork Work, GradeKeys Keys, Score Score, Evaluation Evaluation, int? DeclaredScore, ScoreChange Change, ImmutableDictionary<string, Waiver> Waived, string? BaseImage,
    long? CompressedSize, IReadOnlyList<HistorySegment>? History);

/// <summary>Keys of what a result was computed from.</summary>
internal sealed record GradeKeys(string Facts, string Inputs, string History);

/// <summary>A past text of a Dockerfile and what it would have scored alone.</summary>
internal sealed record HistorySegment(DateTime From, DateTime To, string BlobSha, string? Commit, bool Counts, Score Score);

/// <summary>Makes rows of findings.</summary>
internal sealed class FindingRows(SecretHasher hasher, int policyVersion)
{
    /// <param name="waived">The waivers that count, by the findings' fingerprints; null where none does.</param>
    public IEnumerable<FindingInterval> Of(long imageId, Score score, IReadOnlyDictionary<string, Waiver>? waived, DateTime from) =>
        score.Criteria.SelectMany(c => c.Findings).Select(f => Row(imageId, f, waived?.GetValueOrDefault(f.Finding.Fingerprint), from)).DistinctBy(r => r.FindingId);

    /// <summary>Brings an open row to what is found now; it keeps its identity and when it began.</summary>
    public static void Update(FindingInterval row, FindingInterval now)
    {
        row.Fingerprint = now.Fingerprint;
        row.Criterion = now.Criterion;
        row.Severity = now.Severity;
        row.Status = now.Status;
        row.Points = now.Points;
        row.RawPoints = now.RawPoints;
        row.Gain = now.Gain;
        row.Line = now.Line;
        row.EndLine = now.EndLine;
        row.Message = now.Message;
        row.Remediation = now.Remediation;
        row.Platforms = now.Platforms;
        row.Evidence = now.Evidence;
        row.WaiverId = now.WaiverId;
        row.WaiverReason = now.WaiverReason;
        row.WaiverApprover = now.WaiverApprover;
        row.WaiverEndsAt = now.WaiverEndsAt;
        row.SecretKind = now.SecretKind;
        if (row.SecretHash is null || now.SecretHash is null || !row.SecretHash.AsSpan().SequenceEqual(now.SecretHash))
        {
            row.SecretHash = now.SecretHash;
        }
    }

    /// <summary>When the first of the waivers ends on which the result rests.</summary>
    public static DateTime? FirstEnd(GradeResult result) => result.Evaluation.Findings.Select(f => f.Suppression).Where(s => s is { Counts: true }).Select(s => EndOf(s?.Comment))
        .Concat(result.Waived.Values.Select(w => (DateTime?)w.ExpiresAt)).Min();

    private static DateTime? EndOf(InlineIgnore? comment) => comment?.LastDay?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    private FindingInterval Row(long imageId, ScoredFinding scored, Waiver? waiver, DateTime from)
    {
        var finding = scored.Finding;
        var comment = finding.Suppression is { Counts: true } suppression ? suppression.Comment : null;
        return new FindingInterval
        {
            FindingId = FindingIdentity.FindingId(imageId, finding.Rule.Id, finding.Target, finding.Locus, finding.Ordinal),
            Fingerprint = finding.Fingerprint,
            ImageId = imageId,
            Rule = finding.Rule.Id,
            Criterion = finding.Rule.Criterion.Id,
            Severity = finding.Severity,
            Status = scored.Waived ? FindingStatus.Waived : finding.IsUnknown ? FindingStatus.Unknown : FindingStatus.Open,
            Points = scored.Points,
            RawPoints = scored.RawPoints,
            Gain = scored.Gain,
            Line = finding.Line,
            EndLine = finding.EndLine,
            Message = finding.Message,
            Remediation = finding.Remediation,
            Target = finding.Target,
            Platforms = string.Join('|', finding.Platforms),
            Evidence = finding.Evidence,
            WaiverId = comment is not null ? $"inline:{comment.DialectName}" : waiver is null ? null : WaiverRow.IdOf(waiver.Id),
            WaiverReason = comment is not null ? comment.Reason : waiver is null ? null : WaiverRow.ReasonOf(waiver),
            WaiverApprover = comment is not null ? $"policy v{policyVersion}" : waiver?.Decider,
            WaiverEndsAt = comment is not null ? EndOf(comment) : waiver?.ExpiresAt,
            SecretKind = finding.SecretKind,
            SecretHash = finding.Secret is null ? null : hasher.Hash(finding.Secret),
            From = from,
        };
    }
}

using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Storage.Queries;

/// <summary>One row of the export: PRODUCT's columns that this hub knows. Raw values; the writer escapes.</summary>
public sealed record ExportRow(
    string FindingId,
    string Fingerprint,
    FindingStatus Status,
    Severity Severity,
    string Rule,
    string RuleTitle,
    string Criterion,
    int Points,
    int RawPoints,
    int Gain,
    long ImageId,
    string Image,
    string? ImageRepository,
    string? Registry,
    string? Tag,
    string? Digest,
    string Platforms,
    string? GitRepository,
    string? Branch,
    string? Commit,
    string? File,
    int? Line,
    string? BaseImage,
    string? BaseDigest,
    string? OwnerTeam,
    string? OwnerSource,
    DateTime FirstSeen,
    DateTime LastSeen,
    int AgeDays,
    int? Score,
    int? RawScore,
    Grade Letter,
    int Coverage,
    int PolicyVersion,
    int FormulaVersion,
    Evidence Evidence,
    string Message,
    string? Remediation,
    string? SecretKind,
    WaiverRow? Waiver);

/// <summary>What waives a finding.</summary>
/// <param name="Id"><c>W-12</c>, or <c>inline:DIALECT</c> for a comment of the Dockerfile.</param>
/// <param name="Approver">For a comment the policy that lets it count.</param>
/// <param name="EndsAt">From when on it counts no more; null for never.</param>
public sealed record WaiverRow(string Id, string? Reason, string? Approver, DateTime? EndsAt)
{
    /// <summary>What pages and exports call the waiver of that number.</summary>
    internal static string IdOf(int id) => string.Create(CultureInfo.InvariantCulture, $"{Waiver.Prefix}{id}");

    /// <summary>For instance <c>repair planned: the base image is replaced in January</c>.</summary>
    internal static string ReasonOf(Waiver waiver) => $"{WaiverWords.Of(waiver.Reason)}: {waiver.Text}";

    /// <summary>Null when it is not waived.</summary>
    internal static WaiverRow? Of(FindingInterval finding) =>
        finding.WaiverId is { } id ? new(id, finding.WaiverReason, finding.WaiverApprover, finding.WaiverEndsAt) : null;
}

/// <param name="Next">Hand back as <c>after</c> for the next page; null on the last.</param>
public sealed record FindingPage(IReadOnlyList<ExportRow> Rows, long? Next);

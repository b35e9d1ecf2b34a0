using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
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
    string? SecretKind);

/// <param name="Next">Hand back as <c>after</c> for the next page; null on the last.</param>
public sealed record FindingPage(IReadOnlyList<ExportRow> Rows, long? Next);

using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Waivers;

/// <summary>What an approved waiver covers, and when. Requests and rejected ones have no terms: they cover nothing.</summary>
/// <param name="Severity">The severity it was approved for: what is found worse than that stands.</param>
/// <param name="From">When it was approved.</param>
/// <param name="Until">When it expires or was revoked, whichever is earlier. From then on it covers nothing.</param>
public sealed record WaiverTerms(int Id, WaiverScope Scope, string RuleId, Severity Severity, DateTime From, DateTime Until)
{
    /// <summary>The Image that <see cref="WaiverScope.Finding"/> and <see cref="WaiverScope.Image"/> were asked for.</summary>
    public long? ImageId { get; init; }

    /// <summary>The finding, as that Image's id and its locus make it.</summary>
    public string? FindingId { get; init; }

    public int? TeamId { get; init; }

    /// <summary>A glob over <c>repository/path</c>.</summary>
    public string? Path { get; init; }

    public bool IsInForce(DateTime at) => From <= at && at < Until;

    /// <summary>Whether it covers a finding of an Image that it reaches.</summary>
    public bool Covers(Finding finding) =>
        finding.Rule.Id == RuleId
        && finding.Severity <= Severity
        && (Scope != WaiverScope.Finding || (ImageId is { } image && FindingIdentity.FindingId(image, finding.Rule.Id, finding.Target, finding.Locus, finding.Ordinal) == FindingId));
}

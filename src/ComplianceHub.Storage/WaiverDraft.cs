using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Storage;

/// <summary>What somebody asks to be waived. One finding is named by <see cref="FindingId"/>; every other scope by a rule and an Image, a path or a team.</summary>
/// <param name="Text">Why, in words; secrets in it are masked.</param>
/// <param name="LastDay">The last day on which it counts, UTC.</param>
public sealed record WaiverDraft(WaiverScope Scope, WaiverReason Reason, string Text, DateOnly LastDay, string Owner, string Requester)
{
    public string? FindingId { get; init; }

    public string? Rule { get; init; }

    public long? ImageId { get; init; }

    public int? TeamId { get; init; }

    /// <summary>A glob over <c>repository/path</c>.</summary>
    public string? Path { get; init; }
}

/// <summary>What became of a request or of an act on a waiver.</summary>
/// <param name="Id">Null when nothing was done.</param>
/// <param name="Problems">Why nothing was done; empty when it was.</param>
public sealed record WaiverAnswer(int? Id, IReadOnlyList<string> Problems)
{
    public static WaiverAnswer Refused(params IReadOnlyList<string> problems) => new(null, problems);
}

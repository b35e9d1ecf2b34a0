using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>What waives a finding, in words.</summary>
public static class WaiverText
{
    private const string Inline = "inline:";

    /// <summary>For instance <c>by a comment of hadolint, as policy v3 allows, until 31 Mar 2027: the mirror keeps one version</c>.</summary>
    public static string Of(WaiverRow waiver)
    {
        var by = waiver.Id.StartsWith(Inline, StringComparison.Ordinal) ? $"by a comment of {waiver.Id[Inline.Length..]}" : $"by waiver {waiver.Id}";
        var approver = waiver.Approver is null ? "" : $", as {waiver.Approver} allows";
        var until = waiver.EndsAt is { } end ? $", until {Display.Date(end.AddDays(-1))}" : "";
        return $"{by}{approver}{until}{(waiver.Reason is null ? "; it gives no reason" : ": " + waiver.Reason)}";
    }
}

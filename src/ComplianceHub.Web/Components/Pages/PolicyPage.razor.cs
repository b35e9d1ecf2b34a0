using ComplianceHub.Grading.Checklist;
using ComplianceHub.Storage;
using ComplianceHub.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>What images are asked, by the version in force or an older one, and how the versions differ.</summary>
public sealed partial class PolicyPage
{
    private const int WidestBudget = 1_500;

    /// <summary>0 for the version in force.</summary>
    [Parameter]
    public int Number { get; set; }

    [Inject]
    private PolicyStore Policies { get; set; } = null!;

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        var published = await Policies.VersionsAsync(cancellationToken);
        var policies = new Dictionary<int, Policy>();
        foreach (var version in published)
        {
            policies[version.Version] = await Policies.FindAsync(version.Version, cancellationToken) ?? Policy.Default;
        }

        var current = (await Policies.CurrentAsync(cancellationToken)).Version;
        var shown = Number == 0 ? current : Number;
        return new Data(
            policies.GetValueOrDefault(shown) ?? (Number == 0 ? Policy.Default : null),
            shown == current,
            current,
            [.. (await Policies.DraftsAsync(cancellationToken)).Select(d => new DraftLine(d.Id, d.BasedOn, d.ChangedAt))],
            [.. published.Select(v => new Version(
                v.Version, v.PublishedAt, v.EnforcedAt, v.Author, v.Note, policies.TryGetValue(v.Version - 1, out var before) ? PolicyChange.Between(before, policies[v.Version]) : []))]);
    }

    private static string Heading(Data view)
    {
        var number = view.Policy?.Version ?? 0;
        return view.IsCurrent ? $"Policy v{number} is in force"
            : view.Versions.FirstOrDefault(v => v.Number == number) is { } version && number > view.Current ? $"Policy v{number} takes effect on {Display.Date(version.EnforcedAt)}"
            : $"Policy v{number}, replaced";
    }

    private async Task DraftAsync()
    {
        Navigation.NavigateTo(HubUrls.PolicyDraft(await Policies.BeginDraftAsync(HubActors.Web, CancellationToken.None)));
    }

    private static string Width(int budget)
    {
        return Svg.Pct((double)budget / Math.Max(WidestBudget, budget));
    }

    private static string Lead(Data view)
    {
        var version = view.Versions.FirstOrDefault(v => v.Number == view.Policy?.Version);
        return version is null
            ? "The checklist as it comes; nobody has published another."
            : $"Published on {Display.Date(version.At)} by {version.Author}. {version.Note}";
    }

    /// <summary>What the page shows.</summary>
    /// <param name="Policy">Null when there is no such version.</param>
    /// <param name="Current">The number of the version in force.</param>
    public sealed record Data(Policy? Policy, bool IsCurrent, int Current, IReadOnlyList<DraftLine> Drafts, IReadOnlyList<Version> Versions)
    {
        /// <summary>The next version that takes over; null when none is announced.</summary>
        public Version? Announced => Versions.Where(v => v.Number > Current).MinBy(v => v.EnforcedAt);
    }

    public sealed record DraftLine(int Id, int BasedOn, DateTime ChangedAt);

    /// <summary>A published version and how it differs from the one before.</summary>
    public sealed record Version(int Number, DateTime At, DateTime EnforcedAt, string Author, string? Note, IReadOnlyList<string> Changes);
}

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

        var newest = published.Count == 0 ? 0 : published[0].Version;
        var shown = Number == 0 ? newest : Number;
        return new Data(
            policies.GetValueOrDefault(shown) ?? (Number == 0 ? Policy.Default : null),
            shown == newest,
            [.. published.Select(v => new Version(
                v.Version, v.PublishedAt, v.Author, v.Note, policies.TryGetValue(v.Version - 1, out var before) ? PolicyChange.Between(before, policies[v.Version]) : []))]);
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
    public sealed record Data(Policy? Policy, bool IsCurrent, IReadOnlyList<Version> Versions);

    /// <summary>A published version and how it differs from the one before.</summary>
    public sealed record Version(int Number, DateTime At, string Author, string? Note, IReadOnlyList<string> Changes);
}

using System.Globalization;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>What the organisation's Images stand on, how fresh that is, and what to raise first.</summary>
public sealed partial class Bases
{
    private const int PageSize = 25;
    private const int Fresh = 30;
    private const int OldestDrawn = 90;
    private const int Advices = 3;

    [Inject]
    private BaseQueries Queries { get; set; } = null!;

    [Inject]
    private OverviewQueries Overviews { get; set; } = null!;

    private DateOnly Today => DateOnly.FromDateTime(Now);

    private string Csv => HubUrls.BasesCsv(BaseFilterQuery.PairsOf(UrlQuery.Of(Navigation)));

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        var inventory = await Queries.ReadAsync(cancellationToken);
        var address = UrlQuery.Of(Navigation);
        var matching = BaseFilterQuery.Apply(inventory.Rows, address.Values, Today);
        var number = int.TryParse(address.Values("page").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1;
        return new Data(
            inventory,
            LeadOf(inventory),
            BaseFlowData.Of(inventory, Today),
            [.. AdviceOn(inventory).DistinctBy(a => a.Title).Take(Advices)],
            matching.Count,
            [.. matching.Skip((number - 1) * PageSize).Take(PageSize)],
            number,
            OrderOf(address.Values(BaseFilterQuery.Sort).FirstOrDefault() ?? BaseFilterQuery.DefaultSort),
            matching.Select(r => r.Shipped).DefaultIfEmpty(0).Max(),
            GroupsOf(inventory),
            await Overviews.MenuAsync(cancellationToken));
    }

    private static string LeadOf(BaseInventory inventory)
    {
        var carrying = inventory.Rows.Where(r => r.Shipped > 0).OrderByDescending(r => r.Shipped).ToList();
        var building = inventory.Rows.Count - carrying.Count;
        var lead = $"{Display.Count(carrying.Count, "base")} {(carrying.Count == 1 ? "carries" : "carry")} {Display.Count(inventory.Standing, "image")}"
            + (building == 0 ? "." : $"; {Display.Count(building, "more is", "more are")} used only while building.");
        var most = carrying.Take(4).Sum(r => r.Shipped);
        return carrying.Count < 8 ? lead : $"{lead} Four carry {Display.Percent((int)(most * 10_000L / Math.Max(1, inventory.Standing)))} of them.";
    }

    private static string OrderOf(string sort)
    {
        return sort.TrimStart('-') switch
        {
            "name" => "by name",
            "digests" => "by digests in use",
            "built" => "by age",
            "end" => "by end of life",
            _ => "by images carried",
        };
    }

    /// <summary>What is past its end or soon will be, the most Images first; then what its tag has left behind; then what passes the own registry by.</summary>
    private IEnumerable<Advice> AdviceOn(BaseInventory inventory)
    {
        var standing = inventory.Rows.Where(r => r.Shipped > 0).ToList();
        foreach (var row in standing.Where(r => Maintained.Of(r.Lifetime, Today) == Maintenance.Past).OrderByDescending(r => r.Shipped).Take(2)
            .Concat(standing.Where(r => Maintained.Of(r.Lifetime, Today) == Maintenance.Soon).OrderByDescending(r => r.Shipped).Take(1)))
        {
            yield return new Advice(row.Reference, "down", $"{EndSentence(row.Lifetime)} {StandSentence(row)}{LossSentence(row)}", HubUrls.Images((ImageFilterQuery.StandsOn, row.Name)), "See the images");
        }

        if (standing.Where(r => r.Behind > 0).MaxBy(r => r.Behind) is { } stale)
        {
            yield return new Advice(
                stale.Reference, "note", $"{Display.Count(stale.Behind ?? 0)} of {Display.Count(stale.Shipped, "image")} {(stale.Behind == 1 ? "stands" : "stand")} on an older digest than its tag has now: rebuild, and raise the pin.",
                HubUrls.Images((ImageFilterQuery.StandsOn, stale.Name)), "See the images");
        }

        if (inventory.Rows.Any(r => r.IsOwn) && standing.Where(r => !r.IsOwn && !r.IsScratch).ToList() is { Count: > 0 } straight)
        {
            yield return new Advice(
                $"{Display.Count(straight.Sum(r => r.Shipped), "image")} {(straight.Sum(r => r.Shipped) == 1 ? "passes" : "pass")} the own registry by", "note",
                $"They stand on {Display.Count(straight.Count, "base")} pulled straight from {string.Join(", ", straight.GroupBy(r => r.Registry).OrderByDescending(g => g.Sum(r => r.Shipped)).Take(3).Select(g => g.Key))}. Mirror those, or choose one of your own.",
                HubUrls.Images((ImageFilterQuery.Rule, "registry-not-allowed")), "See the images");
        }

        if (standing.Where(r => r.Lost > 0).MaxBy(r => r.Lost) is { } full)
        {
            yield return new Advice(full.Reference, "", $"{StandSentence(full)}{LossSentence(full)}", HubUrls.Images((ImageFilterQuery.StandsOn, full.Name), (ImageFilterQuery.Criterion, "minimal-base")), "See the images");
        }
    }

    private string EndSentence(BaseLifetime? lifetime)
    {
        var end = lifetime?.EndsOn ?? Today;
        var what = $"{lifetime?.Product} {lifetime?.Cycle}";
        return end < Today ? $"{what} has had no maintenance since {Display.Date(end)}." : $"{what} ends on {Display.Date(end)}.";
    }

    private static string StandSentence(BaseImageRow row)
    {
        var teams = row.ByTeam.Count(t => t.Key != 0);
        var owners = teams == 0 ? "nobody’s" : $"of {Display.Count(teams, "team")}";
        return $"{Display.Count(row.Shipped, "image")}, {owners}.";
    }

    private static string LossSentence(BaseImageRow row)
    {
        return row.Lost == 0 ? "" : $" A minimal base would lift {(row.Shipped == 1 ? "it" : "each")} by {Display.Points((int)(row.Lost / Math.Max(1, row.Shipped)))}.";
    }

    private IReadOnlyList<FilterGroup> GroupsOf(BaseInventory inventory)
    {
        return
        [
            new(BaseFilterQuery.EndOfLife, "end of life",
            [
                .. new[] { (Maintenance.Past, "past"), (Maintenance.Soon, "within 90 days"), (Maintenance.Later, "later"), (Maintenance.Rolling, "rolling"), (Maintenance.Unknown, "not known") }
                    .Select(m => new FilterOption(m.Item1.ToString().ToLowerInvariant(), m.Item2, inventory.Rows.Count(r => Maintained.Of(r.Lifetime, Today) == m.Item1))),
            ]),
            new(BaseFilterQuery.Registry, "registry", [.. inventory.Rows.Where(r => !r.IsScratch).GroupBy(r => r.Registry).OrderByDescending(g => g.Count()).Take(20).Select(g => new FilterOption(g.Key, g.Key, g.Count()))]),
            new(BaseFilterQuery.Behind, "behind its tag", []) { IsSwitch = true },
        ];
    }

    /// <summary>Place of an age on a line of 90 days, in per cent.</summary>
    private double AgeAt(DateTime built)
    {
        return Math.Clamp((Now - built).TotalDays / OldestDrawn, 0, 1);
    }

    /// <param name="Largest">Most Images on one of the matching bases: the full length of a bar.</param>
    public sealed record Data(
        BaseInventory Inventory, string Lead, BaseFlowData Flow, IReadOnlyList<Advice> Raise, int Matching, IReadOnlyList<BaseImageRow> Shown, int Number, string Order, int Largest, IReadOnlyList<FilterGroup> Groups, MenuCounts Menu);

    /// <summary>What to do first, and why.</summary>
    public sealed record Advice(string Title, string Tone, string Text, string Href, string LinkText);
}

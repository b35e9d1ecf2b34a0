using ComplianceHub.Grading.Checklist;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>Every rule under its criterion, what costs most first.</summary>
public sealed partial class Rules
{
    private static readonly IReadOnlyList<FilterGroup> s_groups = [new("criterion", "criterion", [.. Criterion.All.Select(c => new FilterOption(c.Id, c.Id))])];

    [Inject]
    private RuleQueries Queries { get; set; } = null!;

    [Inject]
    private OverviewQueries Overviews { get; set; } = null!;

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        var all = await Queries.ListAsync(cancellationToken);
        var address = UrlQuery.Of(Navigation);
        var text = address.Values("q").FirstOrDefault() ?? "";
        var criteria = address.Values("criterion").ToHashSet(StringComparer.Ordinal);
        var failing = all.Count(r => r.Failing > 0);
        return new Data(
            failing == 0 ? $"{Display.Count(all.Count, "rule")}, none fails" : $"{Display.Count(failing)} of {Display.Count(all.Count, "rule")} {(failing == 1 ? "fails" : "fail")} somewhere",
            [.. (await Overviews.CriteriaAsync(null, cancellationToken))
                .Where(c => criteria.Count == 0 || criteria.Contains(c.Criterion.Id))
                .Select(c => Group.Of(c, all.Where(r => r.Rule.Criterion.Id == c.Criterion.Id && Matches(r, text))))
                .Where(g => g.Failing.Count + g.Quiet.Count > 0)],
            text.Length > 0 || criteria.Count > 0,
            failing == 0,
            await Overviews.MenuAsync(cancellationToken));
    }

    private static bool Matches(RuleRow row, string text)
    {
        return text.Length == 0
            || row.Rule.Id.Contains(text, StringComparison.OrdinalIgnoreCase)
            || row.Rule.Title.Contains(text, StringComparison.OrdinalIgnoreCase)
            || row.Rule.Aliases.Any(a => a.Contains(text, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What the page shows.</summary>
    public sealed record Data(string Title, IReadOnlyList<Group> Groups, bool HasFilter, bool NothingFails, MenuCounts Menu);

    /// <summary>A criterion with the rules that something fails, the costliest first, and those that nothing does.</summary>
    public sealed record Group(CriterionSummary Summary, IReadOnlyList<RuleRow> Failing, IReadOnlyList<RuleRow> Quiet)
    {
        public static Group Of(CriterionSummary summary, IEnumerable<RuleRow> rules)
        {
            var byId = rules.OrderBy(r => r.Rule.Id, StringComparer.Ordinal).ToList();
            return new Group(summary, [.. byId.Where(r => r.Failing > 0).OrderByDescending(r => r.Points).ThenByDescending(r => r.Failing)], [.. byId.Where(r => r.Failing == 0)]);
        }
    }
}

using ComplianceHub.Grading.Checklist;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Queries;

/// <summary>The filter as SQL.</summary>
internal static class ImageFiltering
{
    public static IQueryable<Image> Matching(this HubDbContext context, ImageFilter filter)
    {
        var images = context.Images.AsNoTracking().Where(i => i.IsLive);
        images = filter.Id is { } id ? images.Where(i => i.Id == id) : images.Where(i => i.Scope == filter.Scope);
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            var part = Like.Containing(filter.Text);
            images = images.Where(i => EF.Functions.Like(i.Name, part, Like.Escape) || EF.Functions.Like(i.Digest ?? "", part, Like.Escape)
                || EF.Functions.Like(i.BaseImage ?? "", part, Like.Escape));
        }

        images = filter.Grades.Count == 0 ? images : images.Where(i => filter.Grades.Contains(i.Letter));
        images = filter.TeamSlug is null ? images : images.Where(i => i.Team != null && i.Team.Slug == filter.TeamSlug);
        images = filter.Unowned ? images.Where(i => i.TeamId == null) : images;
        images = filter.Drift ? images.Where(i => i.Drift != null) : images;
        images = filter.Criterion is null
            ? images
            : images.Where(i => context.CriterionIntervals.Any(c => c.ImageId == i.Id && c.To == null && c.Criterion == filter.Criterion && c.Penalty > 0));
        images = filter.Rule is null
            ? images
            : images.Where(i => context.FindingIntervals.Any(f => f.Rule == filter.Rule && f.ImageId == i.Id && f.To == null));
        images = filter.Base is null
            ? images
            : images.Where(i => context.ImageBases.Any(b => b.ImageId == i.Id && (b.Reference == filter.Base || b.Repository == filter.Base || b.Repository + ":" + b.Tag == filter.Base)));
        images = filter.StandsOn is null
            ? images
            : images.Where(i => i.BaseImage == filter.StandsOn
                || context.ImageBases.Any(b => b.ImageId == i.Id && b.IsShipped && ((b.Tag == null && b.Repository == filter.StandsOn) || b.Repository + ":" + b.Tag == filter.StandsOn)));
        images = filter.Repository is null
            ? images
            : images.Where(i => i.BuildTarget != null && i.BuildTarget.Source != null && i.BuildTarget.Source.Repository != null
                && i.BuildTarget.Source.Repository.Name == filter.Repository);
        return filter.Severity switch
        {
            Severity.Critical => images.Where(i => i.Critical > 0),
            Severity.High => images.Where(i => i.High > 0),
            Severity.Medium => images.Where(i => i.Medium > 0),
            Severity.Low => images.Where(i => i.Low > 0),
            _ => images,
        };
    }

    /// <summary>The open findings of matching Images; rule, criterion and severity also say which of their findings.</summary>
    public static IQueryable<FindingInterval> MatchingFindings(this HubDbContext context, ImageFilter filter)
    {
        var findings = context.FindingIntervals.AsNoTracking().Where(f => f.To == null);
        findings = filter.Rule is null ? findings : findings.Where(f => f.Rule == filter.Rule);
        findings = filter.Criterion is null ? findings : findings.Where(f => f.Criterion == filter.Criterion);
        findings = filter.Severity is null ? findings : findings.Where(f => f.Severity == filter.Severity);
        var images = context.Matching(filter with { Rule = null, Criterion = null, Severity = null });
        return findings.Where(f => images.Any(i => i.Id == f.ImageId));
    }

    /// <summary>How many <see cref="MatchingFindings"/> are. Images know their own number: a million findings are not counted one by one.</summary>
    public static async Task<int> CountFindingsAsync(this HubDbContext context, ImageFilter filter, CancellationToken cancellationToken)
    {
        if (filter is { Rule: null, Criterion: null, Severity: null })
        {
            return await context.Matching(filter).SumAsync(i => i.OpenFindings, cancellationToken);
        }

        return await context.MatchingFindings(filter).CountAsync(cancellationToken);
    }

    /// <summary>Images that no mean counts, few beside the others: what belongs to them is taken away from the whole.</summary>
    public static IQueryable<long> NotScored(this HubDbContext context) => context.Images.Where(i => i.Scope != ImageScope.Scored).Select(i => i.Id);

    /// <summary>What has no value comes last, whichever way the list runs.</summary>
    public static IQueryable<Image> Sorted(this IQueryable<Image> images, ImageSort sort, bool descending) => (sort, descending) switch
    {
        (ImageSort.Name, false) => images.OrderBy(i => i.Name).ThenBy(i => i.Id),
        (ImageSort.Name, true) => images.OrderByDescending(i => i.Name).ThenBy(i => i.Id),
        (ImageSort.Score, false) => images.OrderBy(i => i.Score == null).ThenBy(i => i.Score).ThenBy(i => i.Name).ThenBy(i => i.Id),
        (ImageSort.Score, true) => images.OrderBy(i => i.Score == null).ThenByDescending(i => i.Score).ThenBy(i => i.Name).ThenBy(i => i.Id),
        (ImageSort.Change, false) => images.OrderBy(i => i.Change30 == null).ThenBy(i => i.Change30).ThenBy(i => i.Name).ThenBy(i => i.Id),
        (ImageSort.Change, true) => images.OrderBy(i => i.Change30 == null).ThenByDescending(i => i.Change30).ThenBy(i => i.Name).ThenBy(i => i.Id),
        (ImageSort.Coverage, false) => images.OrderBy(i => i.Coverage).ThenBy(i => i.Name).ThenBy(i => i.Id),
        (ImageSort.Coverage, true) => images.OrderByDescending(i => i.Coverage).ThenBy(i => i.Name).ThenBy(i => i.Id),
        (ImageSort.Base, false) => images.OrderBy(i => i.BaseImage == null).ThenBy(i => i.BaseImage).ThenBy(i => i.Name).ThenBy(i => i.Id),
        (ImageSort.Base, true) => images.OrderBy(i => i.BaseImage == null).ThenByDescending(i => i.BaseImage).ThenBy(i => i.Name).ThenBy(i => i.Id),
        (ImageSort.Team, false) => images.OrderBy(i => i.Team == null).ThenBy(i => i.Team == null ? null : i.Team.Name).ThenBy(i => i.Name).ThenBy(i => i.Id),
        (ImageSort.Team, true) => images.OrderBy(i => i.Team == null).ThenByDescending(i => i.Team == null ? null : i.Team.Name).ThenBy(i => i.Name).ThenBy(i => i.Id),
        (ImageSort.Findings, false) => images.OrderBy(i => i.Critical).ThenBy(i => i.High).ThenBy(i => i.Medium).ThenBy(i => i.Low).ThenBy(i => i.Id),
        (ImageSort.Findings, true) => images.OrderByDescending(i => i.Critical).ThenByDescending(i => i.High).ThenByDescending(i => i.Medium).ThenByDescending(i => i.Low).ThenBy(i => i.Id),
        (_, false) => images.OrderBy(i => i.GradedAt == null).ThenBy(i => i.GradedAt).ThenBy(i => i.Id),
        _ => images.OrderBy(i => i.GradedAt == null).ThenByDescending(i => i.GradedAt).ThenBy(i => i.Id),
    };
}

/// <summary>Patterns for LIKE in which what people type means itself.</summary>
internal static class Like
{
    public const string Escape = "\\";

    public static string Containing(string text) => $"%{Escaped(text)}%";

    public static string Escaped(string text) =>
        text.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}

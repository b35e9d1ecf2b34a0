using System.Diagnostics;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceHub.Benchmarks;

/// <summary>How long the queries of the pages take over a data folder, for instance one that <see cref="LargeOrganisation"/> has filled.</summary>
internal static class QueryTimes
{
    private const int Rounds = 20;

    public static async Task<int> RunAsync(string folder)
    {
        await using var services = LargeOrganisation.Services(folder);
        await services.GetRequiredService<HubDatabase>().OpenAsync(default);
        var overview = services.GetRequiredService<OverviewQueries>();
        var images = services.GetRequiredService<ImageQueries>();
        var teams = services.GetRequiredService<TeamQueries>();
        var rules = services.GetRequiredService<RuleQueries>();
        var trends = services.GetRequiredService<TrendQueries>();
        var findings = services.GetRequiredService<FindingQueries>();
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var (year, month) = (new TrendRange(today.AddYears(-1), today, TrendStep.Week), new TrendRange(today.AddDays(-30), today, TrendStep.Day));
        var team = (await overview.TeamsAsync(1, default)).MaxBy(t => t.TeamId is null ? 0 : t.Images);
        var scope = new TeamScope(team?.TeamId);
        var filters = new (string Name, ImageFilter Filter)[]
        {
            ("all", new()), ("text", new() { Text = "service-12" }), ("grade D", new() { Grades = [Grade.D] }), ("team", new() { TeamSlug = team?.Slug }),
            ("criterion", new() { Criterion = "digest-pin" }), ("rule", new() { Rule = "digest-missing" }), ("base", new() { Base = "node:22" }),
            ("critical", new() { Severity = Severity.Critical }),
        };

        Console.WriteLine($"{"query",-34} {"median",8} {"p95",8} ms, of {Rounds}");
        await TimeAsync("menu", () => overview.MenuAsync(default));
        await TimeAsync("home: overview", () => overview.GetAsync(null, default));
        await TimeAsync("home: teams", () => overview.TeamsAsync(12, default));
        await TimeAsync("home: criteria", () => overview.CriteriaAsync(null, default));
        await TimeAsync("home: changes", () => overview.RecentChangesAsync(null, 10, default));
        await TimeAsync("home: ledger", () => overview.LedgerAsync(null, 30, default));
        await TimeAsync("home: year", () => trends.OrganisationAsync(year, default));
        await TimeAsync("home: month", () => trends.OrganisationAsync(month, default));
        foreach (var (name, filter) in filters)
        {
            await TimeAsync($"images, {name}: page", () => images.PageAsync(filter, ImageSort.Findings, true, 0, 25, default));
            await TimeAsync($"images, {name}: summary", () => images.SummaryAsync(filter, default));
            await TimeAsync($"images, {name}: export rows", () => findings.CountAsync(filter, default));
        }

        await TimeAsync("images: views", () => images.ViewsAsync(default));
        foreach (var sort in Enum.GetValues<ImageSort>())
        {
            await TimeAsync($"images by {sort}, page 100", () => images.PageAsync(new ImageFilter(), sort, false, 100, 25, default));
        }

        await TimeAsync("image", () => images.GetAsync(1_000, default));
        await TimeAsync("image: year", () => trends.ImageAsync(1_000, year, default));
        await TimeAsync("teams: league", () => teams.LeagueAsync(30, default));
        await TimeAsync("teams: losses", () => teams.LossesAsync(default));
        await TimeAsync("team", () => teams.GetAsync(team?.Slug, default));
        await TimeAsync("team: criteria", () => overview.CriteriaAsync(scope, default));
        await TimeAsync("team: ledger", () => overview.LedgerAsync(scope, 30, default));
        await TimeAsync("team: changes", () => overview.RecentChangesAsync(scope, 8, default));
        await TimeAsync("team: bundles", () => teams.BundlesAsync(scope, null, 5, default));
        await TimeAsync("team: matrix", () => teams.MatrixAsync(scope.TeamId, 0, 25, default));
        await TimeAsync("team: year", () => trends.TeamAsync(scope.TeamId, year, default));
        await TimeAsync("rules", () => rules.ListAsync(default));
        await TimeAsync("rule", () => rules.GetAsync("digest-missing", default));
        await TimeAsync("rule: year", () => trends.RuleAsync("digest-missing", year, default));
        await TimeAsync("sources", () => services.GetRequiredService<SourceQueries>().ListAsync(default));
        await TimeAsync("search", () => services.GetRequiredService<SearchQueries>().FindAsync("service-12", 20, default));
        await TimeAsync("bases", () => services.GetRequiredService<BaseQueries>().ReadAsync(default));
        await TimeAsync("registries", () => services.GetRequiredService<InventoryQueries>().RegistriesAsync(8, default));

        var current = await services.GetRequiredService<PolicyStore>().CurrentAsync(default);
        var previewer = services.GetRequiredService<PolicyPreviewer>();
        await TimeAsync("preview: budgets", () => previewer.PreviewAsync(current with { Budgets = current.Budgets.SetItem("labels", 300).SetItem("runtime", 400) }, null, default));
        await TimeAsync("preview: exemptions", () => previewer.PreviewAsync(current with { ExcludedPaths = ["services/**"] }, null, default));
        await TimeAsync("preview: registries", () => previewer.PreviewAsync(current with { Registries = ["docker.io"] }, null, default));
        await TimeAsync("preview: labels", () => previewer.PreviewAsync(current with { RequiredLabels = ["com.example.owner"] }, null, default));
        await TimeAsync("preview: size", () => previewer.PreviewAsync(current with { ImageSizeBudget = 1 }, null, default));

        var clock = Stopwatch.StartNew();
        var rows = 0;
        await foreach (var _ in findings.StreamAsync(new ImageFilter(), default))
        {
            rows++;
        }

        Console.WriteLine($"{rows:N0} rows exported in {clock.Elapsed.TotalSeconds:F1} s; {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB at most");
        return 0;
    }

    private static async Task TimeAsync<T>(string name, Func<Task<T>> query)
    {
        await query();
        var times = new List<double>(Rounds);
        for (var i = 0; i < Rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            await query();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"{name,-34} {times[Rounds / 2],8:F1} {times[(Rounds * 95 / 100) - 1],8:F1}{(times[(Rounds * 95 / 100) - 1] > 100 ? "  slow" : "")}");
    }
}

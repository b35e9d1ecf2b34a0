using System.Diagnostics;
using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Storage.Tests;

/// <summary>Measurements, run by hand: <c>--explicit only --filter-class '*.ScaleTests'</c>.</summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public async Task Two_thousand_dockerfiles_with_history()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repositories = Enumerable.Range(0, 500).Select(r =>
        {
            var repo = new Repo($"group{r % 23}/app{r}");
            for (var version = 0; version < 5; version++)
            {
                for (var file = 0; file < 4; file++)
                {
                    repo.Commit(hub.Now.AddDays(-100 + (20 * version)), $"svc{file}/Dockerfile", TextOf((r * 4) + file, version));
                }
            }

            return repo;
        }).ToList();

        var clock = Stopwatch.StartNew();
        await hub.CrawlAsync(connection, repositories);
        var saved = clock.Elapsed;
        clock.Restart();
        await hub.Inventory.RefreshAsync(default);
        var inventory = clock.Elapsed;
        clock.Restart();
        var result = await hub.Keeper.RegradeAsync(default);
        var graded = clock.Elapsed;
        clock.Restart();
        await hub.Keeper.RegradeAsync(default);
        var again = clock.Elapsed;
        output.WriteLine($"saved {saved.TotalSeconds:F1} s, inventory {inventory.TotalSeconds:F1} s, graded {graded.TotalSeconds:F1} s ({result}), again {again.TotalSeconds:F2} s");
        await TimeAsync("overview", () => hub.Get<OverviewQueries>().GetAsync(null, default));
        await TimeAsync("ledger", () => hub.Get<OverviewQueries>().LedgerAsync(null, 30, default));
        await TimeAsync("teams", () => hub.Get<OverviewQueries>().TeamsAsync(12, default));
        await TimeAsync("criteria", () => hub.Get<OverviewQueries>().CriteriaAsync(null, default));
        await TimeAsync("changes", () => hub.Get<OverviewQueries>().RecentChangesAsync(null, 10, default));
        await TimeAsync("images by change", () => hub.Get<ImageQueries>().PageAsync(new ImageFilter(), ImageSort.Change, false, 10, 25, default));
        await TimeAsync("images by rule", () => hub.Get<ImageQueries>().PageAsync(new ImageFilter { Rule = "tag-latest" }, ImageSort.Score, false, 0, 25, default));
        await TimeAsync("image", () => hub.Get<ImageQueries>().GetAsync(1000, default));
        await TimeAsync("rules", () => hub.Get<RuleQueries>().ListAsync(default));
        await TimeAsync("league", () => hub.Get<TeamQueries>().LeagueAsync(30, default));
        await TimeAsync("search", () => hub.Get<SearchQueries>().FindAsync("app12", 8, default));
        await TimeAsync("bases", () => hub.Get<InventoryQueries>().BaseImagesAsync(null, 0, 25, default));
        var today = DateOnly.FromDateTime(hub.Now);
        await TimeAsync("trend", () => hub.Get<TrendQueries>().OrganisationAsync(new TrendRange(today.AddYears(-1), today, TrendStep.Day), default));
        clock.Restart();
        var rows = 0;
        await foreach (var _ in hub.Get<FindingQueries>().StreamAsync(new ImageFilter(), default))
        {
            rows++;
        }

        output.WriteLine($"export {rows} rows in {clock.Elapsed.TotalSeconds:F1} s; {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB at most");
        return;

        async Task TimeAsync<T>(string name, Func<Task<T>> query)
        {
            await query();
            var watch = Stopwatch.StartNew();
            await query();
            output.WriteLine($"{name}: {watch.Elapsed.TotalMilliseconds:F0} ms");
        }
    }

    private static string TextOf(int file, int version) => $"""
        # service {file}
        FROM {(version < 2 ? "node:latest" : $"node:22.{version}")} AS build
        WORKDIR /src
        COPY package.json package-lock.json ./
        RUN npm ci && echo {file}
        COPY . .
        RUN npm run build
        FROM {(file % 3 == 0 ? "ubuntu:22.04" : file % 3 == 1 ? "node:22-slim" : "alpine:3.20")}
        RUN apt-get update && apt-get install -y curl ca-certificates
        ENV NODE_ENV=production PORT={8000 + version}
        COPY --from=build /src/dist /app
        {(version > 2 ? "USER 10001" : "EXPOSE 8080")}
        CMD ["node", "/app/server.js"]
        """;
}

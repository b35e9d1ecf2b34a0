using System.Globalization;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Tests.Hub;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceHub.Web.Tests.Api;

public sealed class FindingsCsvTests(SampleHub hub) : IAsyncDisposable
{
    // PRODUCT.md, "Export": additive columns in a fixed order.
    private const string Columns =
        "schema_version,as_of_utc,finding_id,fingerprint,status,severity,rule_id,rule_title,criterion,points,raw_points,gain_if_fixed,image,image_repository,registry,tag,"
        + "digest,platform,git_repository,branch,commit,file,line,base_image,base_digest,owner_team,owner_source,first_seen_utc,last_seen_utc,age_days,waiver_id,waiver_reason,"
        + "waiver_approver,waiver_expires_utc,score,raw_score,grade,coverage_pct,policy_version,formula_version,evidence,remediation,url";

    private readonly HubFactory _factory = new(hub.Folders);

    public ValueTask DisposeAsync()
    {
        return _factory.DisposeAsync();
    }

    [Fact]
    public async Task The_columns_are_the_documented_ones_in_order()
    {
        Assert.Equal(Columns.Split(','), (await ReadAsync("")).Head);
    }

    [Theory]
    [InlineData("")]
    [InlineData("team=checkout")]
    [InlineData("severity=critical")]
    [InlineData("grade=D&grade=C")]
    [InlineData("rule=no-latest")]
    [InlineData("q=weights")]
    [InlineData("unowned=1")]
    [InlineData("drift=1")]
    [InlineData("scope=Excluded")]
    public async Task It_has_as_many_rows_as_the_page_with_the_same_filter_says(string filter)
    {
        var (_, rows) = await ReadAsync(filter);
        var read = ImageFilterQuery.Read(Values(filter));

        Assert.Equal(await _factory.Services.GetRequiredService<FindingQueries>().CountAsync(read, CancellationToken.None), rows.Count);
        Assert.Equal((await _factory.Services.GetRequiredService<ImageQueries>().SummaryAsync(read, CancellationToken.None)).Findings, rows.Count);
    }

    [Fact]
    public async Task A_team_filter_leaves_only_that_teams_rows()
    {
        var (head, rows) = await ReadAsync("team=checkout");

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal("checkout", row[Array.IndexOf(head, "owner_team")], ignoreCase: true));
    }

    [Fact]
    public async Task An_image_named_by_its_number_has_its_own_rows_and_no_others()
    {
        var images = await _factory.Services.GetRequiredService<ImageQueries>().PageAsync(new ImageFilter { Text = "checkout/api" }, ImageSort.Name, false, 0, 10, CancellationToken.None);
        var image = images.Rows.First(r => r.Name == "checkout/api");

        var (head, rows) = await ReadAsync($"image={image.Id}");

        Assert.Equal(await _factory.Services.GetRequiredService<FindingQueries>().CountAsync(new ImageFilter { Id = image.Id }, CancellationToken.None), rows.Count);
        Assert.InRange(rows.Count, image.Findings.All, int.MaxValue);
        Assert.All(rows, row => Assert.EndsWith($"/images/{image.Id}", row[Array.IndexOf(head, "url")], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_finding_stands_once_and_an_images_points_sum_to_what_it_lost()
    {
        var (head, rows) = await ReadAsync("");
        int At(string column) => Array.IndexOf(head, column);

        Assert.Equal(rows.Count, rows.Select(r => r[At("finding_id")]).Distinct().Count());
        foreach (var image in rows.GroupBy(r => r[At("url")]).Where(g => g.First()[At("score")].Length > 0))
        {
            var lost = image.Sum(r => decimal.Parse(r[At("points")], CultureInfo.InvariantCulture));
            var score = decimal.Parse(image.First()[At("score")], CultureInfo.InvariantCulture);
            // Every cell is rounded to one decimal.
            Assert.InRange(lost + score, 100m - (0.05m * (image.Count() + 1)), 100m + (0.05m * (image.Count() + 1)));
        }
    }

    [Fact]
    public async Task No_text_cell_starts_a_formula_unless_raw_values_are_asked_for()
    {
        var (_, rows) = await ReadAsync("");
        Assert.DoesNotContain(rows.SelectMany(r => r), cell => cell is ['=' or '+' or '@' or '\t' or '\r' or '\n', ..] || (cell is ['-', ..] && !decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out _)));

        var (_, raw) = await ReadAsync("safe=false");
        Assert.Equal(rows.Count, raw.Count);
    }

    [Fact]
    public async Task It_is_a_download_that_no_cache_keeps()
    {
        using var client = _factory.CreateClient();
        using var answer = await client.GetAsync(new Uri("/api/v1/findings.csv", UriKind.Relative));

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.NotEqual(0xEF, (await answer.Content.ReadAsByteArrayAsync())[0]);
    }

    private static Func<string, IEnumerable<string>> Values(string filter)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(filter);
        return key => query.TryGetValue(key, out var values) ? values.OfType<string>() : [];
    }

    private async Task<(string[] Head, IReadOnlyList<string[]> Rows)> ReadAsync(string filter)
    {
        using var client = _factory.CreateClient();
        var rows = Csv.Read(await client.GetStringAsync(new Uri("/api/v1/findings.csv?" + filter, UriKind.Relative)));
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        return (rows[0], rows[1..]);
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ComplianceHub.Web.Tests.Hub;

namespace ComplianceHub.Web.Tests.Api;

public sealed class EndpointTests : IAsyncDisposable
{
    private readonly SampleHub _hub;
    private readonly HubFactory _factory;
    private readonly HttpClient _client;

    public EndpointTests(SampleHub hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        _hub = hub;
        _factory = new HubFactory(hub.Folders);
        _client = _factory.CreateClient();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _factory.DisposeAsync();
    }

    [Fact]
    public async Task The_hub_is_healthy()
    {
        Assert.Equal("Healthy", await _client.GetStringAsync(At("/healthz")));
    }

    [Fact]
    public async Task The_description_of_the_api_lists_every_endpoint()
    {
        var api = await JsonAsync("/openapi/v1.json");

        Assert.StartsWith("3.", api.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var paths = api.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToList();
        foreach (var path in new[] { "overview", "teams", "images", "images/{id}", "findings", "findings.csv", "bases", "bases.csv", "waivers", "waivers/{id}", "waivers.csv", "ledger", "images/{id}/ledger" })
        {
            Assert.Contains("/api/v1/" + path, paths);
        }
    }

    [Fact]
    public async Task The_overview_is_the_score_its_criteria_and_why_it_moved()
    {
        var overview = await JsonAsync("/api/v1/overview");

        Assert.InRange(overview.GetProperty("organisation").GetProperty("score").GetProperty("value").GetInt32(), 1, 10_000);
        Assert.Equal(14, overview.GetProperty("criteria").GetArrayLength());
        Assert.NotEqual(JsonValueKind.Null, overview.GetProperty("ledger").ValueKind);
    }

    [Theory]
    [InlineData("/api/v1/ledger?days=90")]
    [InlineData("/api/v1/ledger?team=checkout")]
    [InlineData("/api/v1/images/{id}/ledger?days=365")]
    public async Task A_ledgers_exact_parts_sum_to_the_change(string address)
    {
        // Sources are crawled at once: which image has which id is not the same each time.
        var image = (await JsonAsync("/api/v1/images?sort=-score&size=1")).GetProperty("rows")[0].GetProperty("id").GetInt64();
        var ledger = await JsonAsync(address.Replace("{id}", image.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        var rows = ledger.GetProperty("rows").EnumerateArray().ToList();
        var (start, end) = (ledger.GetProperty("shownStart").GetInt32(), ledger.GetProperty("shownEnd").GetInt32());

        Assert.Equal(["code", "policy", "waivers", "fleet", "evidence"], rows.Select(r => r.GetProperty("cause").GetString()));
        Assert.Equal(end - start, rows.Sum(r => r.GetProperty("shown").GetInt32()));
    }

    [Theory]
    [InlineData("/api/v1/ledger?days=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/ledger?team=nobody", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/waivers?size=501", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/waivers/7", HttpStatusCode.NotFound)]
    public async Task What_is_asked_wrongly_is_refused(string address, HttpStatusCode status)
    {
        Assert.Equal(status, (await _client.GetAsync(At(address))).StatusCode);
    }

    [Fact]
    public async Task The_teams_are_those_of_the_page()
    {
        var teams = await JsonAsync("/api/v1/teams");

        Assert.Contains("fulfilment", teams.EnumerateArray().Select(t => t.GetProperty("slug").GetString()));
    }

    [Fact]
    public async Task An_image_of_the_list_is_answered_whole()
    {
        var list = await JsonAsync("/api/v1/images?sort=-score&size=3");
        Assert.Equal(3, list.GetProperty("rows").GetArrayLength());

        var image = await JsonAsync($"/api/v1/images/{list.GetProperty("rows")[0].GetProperty("id").GetInt64()}");

        Assert.Equal(list.GetProperty("rows")[0].GetProperty("name").GetString(), image.GetProperty("name").GetString());
        Assert.Equal(14, image.GetProperty("criteria").GetArrayLength());
    }

    [Fact]
    public async Task Findings_come_in_pages_that_hand_on_where_to_go_on()
    {
        var ids = new List<string?>();
        long? after = null;
        do
        {
            var page = await JsonAsync("/api/v1/findings?size=50&team=fulfilment" + (after is { } a ? $"&after={a}" : ""));
            ids.AddRange(page.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("findingId").GetString()));
            after = page.GetProperty("next").ValueKind == JsonValueKind.Null ? null : page.GetProperty("next").GetInt64();
        }
        while (after is not null);

        var csv = Csv.Read(await _client.GetStringAsync(At("/api/v1/findings.csv?team=fulfilment")));
        Assert.Equal(csv.Skip(1).Select(r => r[2]), ids);
    }

    [Fact]
    public async Task The_bases_of_the_export_are_those_of_the_answer()
    {
        var bases = await JsonAsync("/api/v1/bases?registry=docker.io&sort=name");
        var csv = Csv.Read(await _client.GetStringAsync(At("/api/v1/bases.csv?registry=docker.io&sort=name")));

        Assert.NotEqual(0, bases.GetArrayLength());
        Assert.Equal(csv.Skip(1).Select(r => r[0]), bases.EnumerateArray().Select(b => b.GetProperty("reference").GetString()));
    }

    [Theory]
    [InlineData("/api/v1/images?sort=colour", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/images?size=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/images?size=501", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/images?size=many", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/images?page=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/findings?size=1001", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/images/999999", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/images/api", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_answered_is_a_problem_in_json(string address, HttpStatusCode status)
    {
        using var answer = await _client.GetAsync(At(address));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task No_answer_page_or_log_line_holds_a_planted_secret()
    {
        var addresses = new List<string>
        {
            "/", "/images", "/images?page=2", "/images?scope=Excluded", "/teams", "/teams/checkout", "/bases", "/rules", "/sources", "/search?q=key",
            "/api/v1/overview", "/api/v1/teams", "/api/v1/images?size=500", "/api/v1/findings?size=1000", "/api/v1/findings.csv", "/api/v1/findings.csv?safe=false", "/api/v1/bases", "/api/v1/bases.csv",
        };
        foreach (var image in (await JsonAsync("/api/v1/images?size=500")).GetProperty("rows").EnumerateArray())
        {
            var id = image.GetProperty("id").GetInt64();
            addresses.AddRange([$"/images/{id}", $"/api/v1/images/{id}"]);
        }

        foreach (var address in addresses)
        {
            using var answer = await _client.GetAsync(At(address));
            var text = await answer.Content.ReadAsStringAsync();

            Assert.True(answer.IsSuccessStatusCode, $"{address} answered {answer.StatusCode}");
            Assert.True(!PlantedSecrets.In(text).Any(), $"{address} holds {string.Join(", ", PlantedSecrets.In(text))}");
        }

        Assert.Empty(_factory.Log.Concat(_hub.Log).SelectMany(PlantedSecrets.In));
    }

    [Fact]
    public async Task A_page_is_complete_before_any_circuit_starts()
    {
        var home = await _client.GetStringAsync(At("/"));

        Assert.Contains("class=\"figure\"", home, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"loading\"", home, StringComparison.Ordinal);
    }

    private static Uri At(string address)
    {
        return new Uri(address, UriKind.Relative);
    }

    private async Task<JsonElement> JsonAsync(string address)
    {
        return await _client.GetFromJsonAsync<JsonElement>(At(address));
    }
}

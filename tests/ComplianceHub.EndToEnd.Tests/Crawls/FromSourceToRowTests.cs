using ComplianceHub.EndToEnd.Tests.Browsing;
using ComplianceHub.EndToEnd.Tests.Running;
using ComplianceHub.TestKit;
using ComplianceHub.TestKit.Registries;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ComplianceHub.EndToEnd.Tests.Crawls;

/// <summary>From a real registry and a real Git repository, named in the form, to rows of the CSV.</summary>
public sealed class FromSourceToRowTests(Browser browser) : IDisposable
{
    private const string Dockerfile = """
        FROM ubuntu:latest
        RUN apt-get update && apt-get install -y curl
        CMD ["/app"]

        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_registry_and_a_git_repository_named_in_the_form_end_as_rows()
    {
        await using var registry = await DockerRegistryServer.StartAsync();
        await SampleRegistry.FillAsync(registry);
        var git = new GitSandbox(_folder["portal.git"]);
        git.Commit(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), ("deploy/Dockerfile", Dockerfile));

        await using var hub = await HubProcess.StartAsync(_folder["data"], withSample: false);
        await using var reader = await browser.Open(hub.Address);
        await AddSource(reader, "git", "portal", "file://" + git.Directory);
        await AddSource(reader, "registry", "registry", registry.Url);
        await hub.WaitUntilIdle(sources: 2);

        var csv = await hub.Http.GetStringAsync("/api/v1/findings.csv");
        var rows = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("schema_version,as_of_utc,finding_id,fingerprint,status,severity,rule_id,", rows[0], StringComparison.Ordinal);
        Assert.Contains(rows, r => r.Contains(",no-latest,", StringComparison.Ordinal) && r.Contains(",deploy/Dockerfile,1,", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains(",critical,", StringComparison.Ordinal) && r.Contains("checkout/api", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains(",non-root,", StringComparison.Ordinal) && r.Contains("data/etl", StringComparison.Ordinal));
        Assert.DoesNotContain(SampleRegistry.PlantedSecret, csv + hub.Log, StringComparison.Ordinal);
        reader.AssertNothingWentWrong();
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AddSource(Reader reader, string kind, string name, string location)
    {
        var page = reader.Page;
        await reader.Open("/sources/new?kind=" + kind);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await page.Locator("form.form input[type=text]").Nth(1).FillAsync(location);
        await page.GetByText("Internal: private addresses").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add and crawl" }).ClickAsync();
        await page.WaitForURLAsync("**/sources");
        await Expect(page.Locator("main table").First).ToContainTextAsync(name);
    }
}

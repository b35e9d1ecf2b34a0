using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Crawling.Scripts;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComplianceHub.Crawling.Tests.Scripts;

/// <summary>The step over the real store, with the real program (Debian's package shellcheck).</summary>
public sealed class ShellCheckStepTests : IAsyncLifetime
{
    private const string Careless = "FROM registry.example.org/base:1\nUSER 1000\nRUN cd /a \\\n && rm $x\n";

    private CrawlBench _bench = null!;
    private int _connection;

    public async ValueTask InitializeAsync()
    {
        // The hub's own step finds no program: each test says when one is there.
        _bench = await CrawlBench.StartAsync(configure: services => services.AddSingleton(p => Step(p, "no-such-program")));
        _bench.Folder.Write("repositories/app/Dockerfile", Careless);
        _bench.Folder.Write("repositories/twin/Dockerfile", Careless);
        _connection = await _bench.ConnectAsync("folder", _bench.Folder["repositories"]);
        await CrawlAsync();
    }

    [Fact]
    public async Task Without_the_program_everything_else_is_as_ever()
    {
        Assert.Empty(await AnswersAsync());
        Assert.DoesNotContain(await FindingsAsync(), f => f.Rule == "shellcheck");
        Assert.NotEmpty(await FindingsAsync());
    }

    [Fact]
    public async Task A_program_that_is_there_is_asked_once_for_a_text_and_its_findings_cost_nothing()
    {
        var before = await ImagesAsync();
        await Step("shellcheck").RunAsync(default);
        var answer = Assert.Single(await AnswersAsync());
        Assert.Equal(2, (await _bench.Get<GradeKeeper>().RegradeAsync(default)).Graded);

        var found = (await FindingsAsync()).Where(f => f.Rule == "shellcheck").ToList();
        Assert.Equal([(4, "SC2086", 0), (4, "SC2154", 0), (4, "SC2086", 0), (4, "SC2154", 0)], found.Select(f => (f.Line!.Value, f.Message.Split(':')[0], f.Points)));
        Assert.Equal(before, await ImagesAsync());

        await Step("shellcheck").RunAsync(default);
        Assert.Equal(answer.Content, Assert.Single(await AnswersAsync()).Content);
        Assert.Equal(0, (await _bench.Get<GradeKeeper>().RegradeAsync(default)).Graded);
    }

    [Fact]
    public async Task A_new_text_is_asked_about_and_the_old_one_forgotten()
    {
        await Step("shellcheck").RunAsync(default);
        _bench.Folder.Write("repositories/app/Dockerfile", Careless + "RUN rm $y\n");
        _bench.Folder.Write("repositories/twin/Dockerfile", Careless + "RUN rm \"$HOME\"\n");
        await CrawlAsync();
        await Step("shellcheck").RunAsync(default);

        var texts = await _bench.QueryAsync(c => c.DockerfileSources.Where(s => s.GoneAt == null).Select(s => s.BlobSha).Order().ToListAsync());
        Assert.Equal(texts, (await AnswersAsync()).Select(a => a.BlobSha));
        Assert.Equal(2, texts.Count);
    }

    [Fact]
    public async Task Another_program_is_asked_again()
    {
        await Step("shellcheck").RunAsync(default);
        var stamp = Assert.Single(await AnswersAsync()).Stamp;
        _bench.Folder.Write("other", "#!/bin/sh\ncase $1 in --version) echo 'version: 99'; exit;; esac\necho '{\"comments\":[]}'\n");
        TestKit.TemporaryFolder.SetMode(_bench.Folder["other"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await Step(_bench.Folder["other"]).RunAsync(default);
        await _bench.Get<GradeKeeper>().RegradeAsync(default);

        Assert.NotEqual(stamp, Assert.Single(await AnswersAsync()).Stamp);
        Assert.DoesNotContain(await FindingsAsync(), f => f.Rule == "shellcheck");
    }

    [Fact]
    public async Task Where_the_policy_switches_the_rule_off_nothing_is_asked()
    {
        await _bench.Get<PolicyStore>().PublishAsync(Policy.Default with { DisabledRules = ["shellcheck"] }, "test", null, default);
        await Step("shellcheck").RunAsync(default);

        Assert.Empty(await AnswersAsync());
    }

    [Fact]
    public async Task What_is_stored_of_a_script_is_encrypted()
    {
        await Step("shellcheck").RunAsync(default);

        var answer = Assert.Single(await AnswersAsync());
        Assert.DoesNotContain("Double quote", System.Text.Encoding.UTF8.GetString(answer.Content), StringComparison.Ordinal);
        Assert.Contains("Double quote", _bench.Get<TextVault>().DecryptText(answer.Content), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private async Task CrawlAsync()
    {
        await _bench.CrawlAsync(_connection);
        Assert.Null(await _bench.Get<AfterCrawl>().RunAsync(default));
    }

    private ShellCheckStep Step(string program) => new(_bench.Get<ShellCheckStore>(), _bench.Get<PolicyStore>(), NullLogger<ShellCheckStep>.Instance, program);

    private static ShellCheckStep Step(IServiceProvider services, string program) =>
        new(services.GetRequiredService<ShellCheckStore>(), services.GetRequiredService<PolicyStore>(), NullLogger<ShellCheckStep>.Instance, program);

    private Task<List<ShellCheckAnswer>> AnswersAsync() => _bench.QueryAsync(c => c.ShellCheckAnswers.AsNoTracking().OrderBy(a => a.BlobSha).ToListAsync());

    private Task<List<FindingInterval>> FindingsAsync() =>
        _bench.QueryAsync(c => c.FindingIntervals.AsNoTracking().Where(f => f.To == null).OrderBy(f => f.ImageId).ThenBy(f => f.Line).ThenBy(f => f.Message).ToListAsync());

    private Task<List<string>> ImagesAsync() => _bench.QueryAsync(c => c.Images.OrderBy(i => i.Id).Select(i => $"{i.Id} {i.Score} {i.Coverage} {i.Letter} {i.Low} {i.PointsLost}").ToListAsync());
}

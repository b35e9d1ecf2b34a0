using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ComplianceHub.Crawling;
using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceHub.Benchmarks;

/// <summary>
/// Fills a data folder with an invented organisation of any size, through the one writer and the steps after a crawl: two years of commits, teams of very
/// different size. The same numbers give the same organisation.
/// </summary>
internal static class LargeOrganisation
{
    private const int FilesInARepository = 4;
    private const int Versions = 5;
    private const int DaysBack = 700;

    private static readonly string[] s_areas =
        ["checkout", "orders", "pricing", "search", "media", "identity", "fulfilment", "returns", "loyalty", "stores", "ledger", "fraud", "mobile", "content", "mail", "data", "platform", "supply", "people", "legal"];

    private static readonly string[] s_kinds = ["core", "api", "edge", "web", "jobs", "tools", "reports", "events", "cache", "labs"];

    private static readonly string[] s_bases =
    [
        "node:22", "node:22-slim", "node:latest", "python:3.13-slim", "python:3.12", "ubuntu:22.04", "debian:bookworm-slim", "alpine:3.22", "eclipse-temurin:21-jre",
        "mcr.microsoft.com/dotnet/aspnet:10.0", "registry.example.com/base/node:22", "registry.example.com/base/python:3.13", "registry.example.com/base/jre:21",
        "gcr.io/distroless/static-debian12", "golang:1.25", "nginx", "php:8.3-apache", "ruby:3.3",
    ];

    public static async Task<int> FillAsync(string folder, int images, int teams)
    {
        await using var services = Services(folder);
        await services.GetRequiredService<HubDatabase>().OpenAsync(default);
        await services.GetRequiredService<PolicyStore>().EnsureFirstAsync(["registry.example.com"], "benchmark", default);
        await services.GetRequiredService<OrganisationStore>().RenameAsync("Example Group", "benchmark", default);
        var connection = await services.GetRequiredService<ConnectionStore>()
            .SaveAsync(new ConnectionDraft("folder", "git.example.com", folder, "git.example.com", null, null, WithHistory: true, IsInternal: true), "benchmark", default);
        var store = services.GetRequiredService<FactStore>();
        var clock = Stopwatch.StartNew();
        var run = await store.BeginRunAsync(connection, default);
        var repositories = (images + FilesInARepository - 1) / FilesInARepository;
        var counts = new StoreCounts();
        for (var i = 0; i < repositories; i++)
        {
            var (facts, blobs) = Repository(i, Math.Min(FilesInARepository, images - (i * FilesInARepository)), teams);
            await store.SaveBlobsAsync(blobs, default);
            counts += await store.SaveRepositoryAsync(run, facts, default);
            if (i % 250 == 249)
            {
                await store.ReportProgressAsync(run, i + 1, repositories, counts, default);
            }
        }

        await store.ReportProgressAsync(run, repositories, repositories, counts, default);
        await store.EndRunAsync(run, CrawlOutcome.Complete, null, default);
        Console.WriteLine($"stored {repositories} repositories in {clock.Elapsed.TotalSeconds:F0} s");
        clock.Restart();
        var failed = await services.GetRequiredService<AfterCrawl>().RunAsync(default);
        Console.WriteLine($"inventory, owners and grades in {clock.Elapsed.TotalSeconds:F0} s; {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB at most");
        return failed is null ? 0 : 1;
    }

    internal static ServiceProvider Services(string folder)
    {
        return new ServiceCollection().AddLogging().AddComplianceHubStorage(folder).AddComplianceHubCrawling(Path.Combine(folder, "owners.yaml")).BuildServiceProvider();
    }

    private static (RepositoryFacts Facts, (string, ReadOnlyMemory<byte>)[] Blobs) Repository(int number, int files, int teams)
    {
        var random = new Random(number);
        // A few teams own very much.
        var team = (int)(teams * random.NextDouble() * random.NextDouble());
        var owner = $"{s_areas[team % s_areas.Length]}-{s_kinds[team / s_areas.Length % s_kinds.Length]}";
        var name = $"{owner}/service-{number.ToString("0000", CultureInfo.InvariantCulture)}";
        var today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
        var start = random.Next(60, DaysBack);
        var commits = new List<CommitFacts>();
        var head = new Dictionary<string, string>();
        var texts = new Dictionary<string, string>();
        for (var version = 0; version < Versions; version++)
        {
            for (var file = 0; file < files; file++)
            {
                var path = file == 0 ? "Dockerfile" : $"services/part-{file}/Dockerfile";
                var text = Dockerfile(random, version);
                head[path] = Sha(text);
                texts[head[path]] = text;
                var at = today.AddDays(-start + (start * (version + random.NextDouble()) / Versions));
                commits.Add(new CommitFacts(Sha($"{name} {version} {file}"), at, [new FileChange(path, head[path], FileKind.Dockerfile, null)]));
            }
        }

        // One in twenty repositories says nothing of its owner.
        var owners = random.Next(20) == 0 ? "# nobody yet\n" : $"* @example/{owner}\n";
        texts[Sha(owners)] = owners;
        commits.Sort((a, b) => a.CommittedAt.CompareTo(b.CommittedAt));
        return (
            new RepositoryFacts(
                "git.example.com", name, name, $"https://git.example.com/{name}.git", $"https://git.example.com/{name}", "main", commits[^1].Sha, commits[^1].CommittedAt,
                [.. head.Select(f => new FileFacts(f.Key, f.Value, FileKind.Dockerfile, texts[f.Value].Length)), new FileFacts("CODEOWNERS", Sha(owners), FileKind.CodeOwners, owners.Length)],
                [.. commits]),
            [.. texts.Select(t => (t.Key, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(t.Value)))]);
    }

    // Later versions are better, on the whole.
    private static string Dockerfile(Random random, int version)
    {
        bool Good() => random.NextDouble() < 0.25 + (0.14 * version);
        var (build, ships) = (s_bases[random.Next(s_bases.Length)], s_bases[random.Next(s_bases.Length)]);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ships)));
        var text = new StringBuilder("# syntax=docker/dockerfile:1\n");
        var single = !Good();
        text.Append(CultureInfo.InvariantCulture, $"FROM {build}{(single ? "" : " AS build")}\nWORKDIR /src\nCOPY . .\nRUN make build-{random.Next(1000)}\n");
        if (!single)
        {
            text.Append(CultureInfo.InvariantCulture, $"FROM {ships}{(Good() ? "@sha256:" + digest : "")}\nCOPY --from=build /src/out /app\n");
        }

        text.Append(Good() ? "" : "RUN apt-get update && apt-get install -y curl ca-certificates\n");
        text.Append(Good() ? "LABEL org.opencontainers.image.source=https://git.example.com org.opencontainers.image.revision=1 org.opencontainers.image.authors=team@example.com\n" : "");
        text.Append(random.NextDouble() < 0.02 ? "ENV DB_PASSWORD=" + Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(random.Next())))[..24] + "\n" : "");
        text.Append(Good() ? "USER 10001\n" : "");
        text.Append(Good() ? "HEALTHCHECK CMD [\"/app/health\"]\n" : "");
        text.Append("EXPOSE 8080\nCMD [\"/app/server\"]\n");
        return text.ToString();
    }

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..40];
}

using ComplianceHub.Crawling.Registries;
using ComplianceHub.Storage;
using ComplianceHub.TestKit;
using ComplianceHub.TestKit.Registries;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Crawling.Tests.Registries;

public sealed class OciLayoutRegistryTests
{
    [Fact]
    public async Task The_sample_organisation_is_read_but_for_what_is_broken_on_purpose()
    {
        await using var bench = await RegistryBench.OpenAsync();
        var report = await CrawlAsync(bench, Checkout.Path("data/sample-org/images"), "registry.fjellby.example");
        Assert.Null(report.Error);
        var failure = Assert.Single(report.Failures);
        Assert.Equal(FailureKind.IntegrityMismatch, failure.Kind);
        Assert.StartsWith("registry.fjellby.example/store-systems/kiosk-ui:1.10.0", failure.Item);

        var repositories = Directory.GetDirectories(Checkout.Path("data/sample-org/images")).Select(d => Path.GetFileName(d).Replace("__", "/")).Order(StringComparer.Ordinal);
        Assert.Equal(repositories, await bench.QueryAsync(c => c.ImageRepositories.Select(r => r.Name).Order().ToListAsync()));
        Assert.DoesNotContain(await bench.TagsAsync(), t => t.EndsWith(".sig"));

        var second = await CrawlAsync(bench, Checkout.Path("data/sample-org/images"), "registry.fjellby.example");
        Assert.Equal((0, 0), (second.Counts.New, second.Counts.Changed));
    }

    [Fact]
    public async Task Layouts_may_be_sparse_and_two_folders_deep()
    {
        using var folder = new TemporaryFolder();
        foreach (var path in (string[])["one", "group/two", "group/sub__three/four"])
        {
            var layout = new OciLayoutBuilder();
            layout.Add(new TestImage { User = path }, "1");
            layout.WriteTo(folder[path], withLayers: false);
        }

        await using var bench = await RegistryBench.OpenAsync();
        Assert.Empty((await CrawlAsync(bench, folder.Path)).Failures);
        Assert.Equal(["group/sub/three/four:1", "group/two:1", "one:1"], await bench.TagsAsync());
    }

    [Fact]
    public async Task What_is_broken_is_recorded_and_the_rest_is_read()
    {
        using var folder = new TemporaryFolder();
        var layout = new OciLayoutBuilder();
        layout.Add(new TestImage(), "1");
        layout.WriteTo(folder["good"]);
        layout.WriteTo(folder["Bad Name"]);
        layout.WriteTo(folder["no-index"]);
        File.WriteAllText(folder["no-index/index.json"], "{");
        layout.WriteTo(folder["linked"]);
        var manifest = folder["linked/blobs/sha256/" + layout.Tags[0].Blob.Digest[7..]];
        File.Move(manifest, folder["outside"]);
        File.CreateSymbolicLink(manifest, folder["outside"]);
        Directory.CreateSymbolicLink(folder["by-link"], folder["good"]);
        layout.WriteTo(folder["changed"]);
        File.AppendAllText(folder["changed/blobs/sha256/" + layout.Tags[0].Blob.Digest[7..]], " ");

        await using var bench = await RegistryBench.OpenAsync();
        var report = await CrawlAsync(bench, folder.Path);
        Assert.Equal(FailureKind.Malformed, report.Failure("Bad Name").Kind);
        Assert.Equal(FailureKind.Malformed, report.Failure("no-index").Kind);
        Assert.Equal(FailureKind.Forbidden, report.Failure("linked:1").Kind);
        Assert.Equal(FailureKind.IntegrityMismatch, report.Failure("changed:1").Kind);
        Assert.Equal(4, report.Failures.Count);
        Assert.Equal(["good:1"], await bench.TagsAsync());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_the_whole_sources_failure()
    {
        await using var bench = await RegistryBench.OpenAsync();
        Assert.Equal(FailureKind.Unreachable, (await CrawlAsync(bench, "/nowhere/at/all")).Error?.Failure);
    }

    private static Task<CrawlReport> CrawlAsync(RegistryBench bench, string folder, string? host = null) =>
        bench.CrawlAsync(new OciLayoutRegistry(new RegistryOptions(), new KnownArtifacts()), new ConnectionDraft("oci-layout", "layouts", folder, host, null, null, false, false));
}

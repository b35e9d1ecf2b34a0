using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Queries;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Tests;

/// <summary>What is built of a Dockerfile beside its last stage, on evidence.</summary>
public sealed class BuildTargetTests
{
    private const string Stages = "FROM alpine:3.20 AS api\nUSER 1\nFROM alpine:3.20 AS worker\nUSER root\nFROM scratch AS last\nUSER 1\n";

    [Fact]
    public async Task A_stage_that_a_file_names_is_an_Image_as_long_as_file_and_stage_are_there()
    {
        await using var hub = await Hub.OpenAsync();
        var connection = await hub.ConnectAsync();
        var repo = new Repo("shop/web").Commit(hub.Now.AddDays(-9), "Dockerfile", "FROM scratch\nUSER 1\n").Commit(hub.Now.AddDays(-2), "Dockerfile", Stages)
            .Commit(hub.Now.AddDays(-2), "docker-bake.hcl", "one", kind: FileKind.Bake);
        await hub.CrawlAsync(connection, [repo]);
        await SaveAsync(hub, Build("a", "api"), Build("b", "API"), Build("c", "last"), Build("d", null), Build("e", "nowhere"), Build("f", "worker", "other/Dockerfile"));
        await hub.GradeAsync();
        Assert.Equal(["shop/web", "shop/web (api)"], await NamesAsync(hub));
        var api = await hub.Get<ImageQueries>().GetAsync((await hub.ImageAsync("shop/web (api)")).Id, default);
        Assert.Equal(("api", 1), (api!.Dockerfile!.Target, api.History.Count(h => h.Backfilled)));
        Assert.Equal(hub.Now.AddDays(-2), api.History[^1].From);
        Assert.Equal(0, (await hub.GradeAsync()).Graded);

        // The stage goes, and its Image; it comes back, and so does the Image.
        repo.Commit(hub.Now, "Dockerfile", "FROM scratch\nUSER 2\n");
        await hub.CrawlAsync(connection, [repo]);
        await hub.GradeAsync();
        Assert.Equal(["shop/web"], await NamesAsync(hub));
        repo.Commit(hub.Now, "Dockerfile", Stages + "# again\n");
        await hub.CrawlAsync(connection, [repo]);
        await hub.GradeAsync();
        Assert.Equal(api.Id, (await hub.ImageAsync("shop/web (api)")).Id);

        // The evidence goes.
        repo.Commit(hub.Now, "docker-bake.hcl", "two", kind: FileKind.Bake);
        await hub.CrawlAsync(connection, [repo]);
        await SaveAsync(hub, Build("c", "last"));
        await hub.GradeAsync();
        Assert.Equal(["shop/web"], await NamesAsync(hub));
    }

    [Fact]
    public async Task Each_stage_is_graded_by_itself()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(
            await hub.ConnectAsync(), [new Repo("shop/web").Commit(hub.Now, "Dockerfile", Stages).Commit(hub.Now, "docker-bake.hcl", "one", kind: FileKind.Bake)]);
        await SaveAsync(hub, Build("a", "api"), Build("b", "worker"));
        await hub.GradeAsync();

        Assert.True((await hub.ImageAsync("shop/web (worker)")).Score < (await hub.ImageAsync("shop/web (api)")).Score);
        var inputs = await hub.Inventory.JoinInputsAsync(default);
        Assert.Equal([null, "api", "worker"], inputs.Targets.Select(t => t.Target));
        Assert.Equal(["registry.example.org/shop/a", "registry.example.org/shop/b"], inputs.Builds.Select(b => b.ImageRepository));
    }

    [Fact]
    public async Task A_file_that_runs_what_a_build_is_called_runs_that_Image_and_a_base_that_a_build_is_called_is_built_here()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.CrawlAsync(
            await hub.ConnectAsync(),
            [new Repo("shop/web").Commit(hub.Now, "Dockerfile", "FROM registry.example.org/shop/base:1\nUSER 1\n").Commit(hub.Now, "base/Dockerfile", "FROM scratch\nUSER 1\n").Commit(hub.Now, "compose.yaml", "one", kind: FileKind.Compose)]);
        await foreach (var files in hub.Get<DefinitionStore>().UnreadAsync(1, 10, default))
        {
            await hub.Get<DefinitionStore>().SaveAsync(1, [.. files.Select(f => new DefinitionFacts(
                f.RepositoryFileId, f.BlobSha, [new FileUsage("shop/web:1", "docker.io/shop/web", "service web", 3)],
                [new FileBuild("web", 1, "Dockerfile", null, "docker.io/shop/web"), new FileBuild("base", 2, "base/Dockerfile", null, "registry.example.org/shop/base")]))], default);
        }

        await hub.GradeAsync();

        var image = (await hub.Get<ImageQueries>().GetAsync((await hub.ImageAsync("shop/web")).Id, default))!;
        Assert.Contains(image.Findings, f => f.Rule == "docker-hub-run");
        Assert.Equal(new BaseOriginFacts(BaseOrigin.BuiltHere, "It is built here, from base/Dockerfile of shop/web."), Assert.Single(image.Bases).Origin);
    }

    private static FileBuild Build(string name, string? target, string dockerfile = "Dockerfile") => new(name, 1, dockerfile, target, $"registry.example.org/shop/{name}");

    private static async Task SaveAsync(Hub hub, params FileBuild[] builds)
    {
        await foreach (var files in hub.Get<DefinitionStore>().UnreadAsync(1, 10, default))
        {
            await hub.Get<DefinitionStore>().SaveAsync(1, [.. files.Select(f => new DefinitionFacts(f.RepositoryFileId, f.BlobSha, [], builds))], default);
        }
    }

    private static async Task<List<string>> NamesAsync(Hub hub)
    {
        await using var db = hub.Db();
        return await db.Images.Where(i => i.IsLive).OrderBy(i => i.Name).Select(i => i.Name).ToListAsync();
    }
}

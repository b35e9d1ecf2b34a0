using System.Runtime.CompilerServices;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>Keeps what files say is built and run, appended on change: the same text read again stores nothing.</summary>
public sealed class DefinitionStore(IDbContextFactory<HubDbContext> contexts, HubWriter writer, TextVault vault, TimeProvider clock)
{
    private static readonly FileKind[] s_kinds = [FileKind.Compose, FileKind.Bake, FileKind.Workflow, FileKind.Kubernetes];

    /// <summary>Closes what stood in files that are no longer there.</summary>
    public Task CloseGoneAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return writer.WriteAsync(
            async context =>
            {
                await context.Usages.Where(u => u.To == null && !context.RepositoryFiles.Any(f => f.RepositoryId == u.RepositoryId && f.Path == u.Path))
                    .ExecuteUpdateAsync(set => set.SetProperty(u => u.To, now), cancellationToken);
                await context.BuildDefinitions.Where(d => d.To == null && !context.RepositoryFiles.Any(f => f.RepositoryId == d.RepositoryId && f.Path == d.Path))
                    .ExecuteUpdateAsync(set => set.SetProperty(d => d.To, now), cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>The files whose text was not read by this version of the reader, in batches; what is saved between them does not come again.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DefinitionFile>> UnreadAsync(int version, int atOnce, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefix = Prefix(version);
        for (var after = 0; ;)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var last = after;
            var rows = await (
                from file in context.RepositoryFiles
                where file.Id > last && s_kinds.Contains(file.Kind) && (file.DefinitionsReadFrom == null || file.DefinitionsReadFrom != prefix + file.BlobSha)
                join blob in context.Blobs on file.BlobSha equals blob.Key
                orderby file.Id
                select new { file.Id, Repository = file.Repository == null ? "" : file.Repository.Name, file.Kind, file.Path, file.BlobSha, blob.Content }).Take(atOnce).ToListAsync(cancellationToken);
            if (rows.Count == 0)
            {
                yield break;
            }

            after = rows[^1].Id;
            yield return [.. rows.Select(r => new DefinitionFile(r.Id, r.Repository, r.Kind, r.Path, r.BlobSha, vault.DecryptText(r.Content)))];
        }
    }

    /// <summary>Stores what was read: what is new is opened, vanished ones closed, the others stand.</summary>
    public Task SaveAsync(int version, IReadOnlyCollection<DefinitionFacts> read, CancellationToken cancellationToken) => writer.WriteAsync(
        async context =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var ids = read.Select(r => r.RepositoryFileId).ToArray();
            var files = await context.RepositoryFiles.Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellationToken);
            foreach (var facts in read)
            {
                // A file that another crawl took away or changed in the meantime is read the next time.
                if (files.GetValueOrDefault(facts.RepositoryFileId) is { } file && file.BlobSha == facts.BlobSha)
                {
                    await SaveUsagesAsync(context, file, facts.Usages, now, cancellationToken);
                    await SaveBuildsAsync(context, file, facts.Builds, now, cancellationToken);
                    file.DefinitionsReadFrom = Prefix(version) + facts.BlobSha;
                }
            }
        },
        cancellationToken);

    private static string Prefix(int version) => $"{version}:";

    private static async Task SaveUsagesAsync(HubDbContext context, RepositoryFile file, IEnumerable<FileUsage> usages, DateTime now, CancellationToken cancellationToken)
    {
        var open = await context.Usages.Where(u => u.RepositoryId == file.RepositoryId && u.Path == file.Path && u.To == null)
            .ToDictionaryAsync(u => u.Reference, StringComparer.Ordinal, cancellationToken);
        foreach (var usage in usages.DistinctBy(u => u.Reference))
        {
            if (open.Remove(usage.Reference, out var row))
            {
                (row.Place, row.Line) = (usage.Place, usage.Line);
                continue;
            }

            context.Usages.Add(new Usage
            {
                RepositoryId = file.RepositoryId,
                Path = file.Path,
                Reference = usage.Reference,
                ImageRepository = usage.ImageRepository,
                Place = usage.Place,
                Line = usage.Line,
                From = now,
            });
        }

        foreach (var vanished in open.Values)
        {
            vanished.To = now;
        }
    }

    private static async Task SaveBuildsAsync(HubDbContext context, RepositoryFile file, IEnumerable<FileBuild> builds, DateTime now, CancellationToken cancellationToken)
    {
        var open = await context.BuildDefinitions.Where(d => d.RepositoryId == file.RepositoryId && d.Path == file.Path && d.To == null)
            .ToDictionaryAsync(d => (d.Name, d.Dockerfile, d.Target, d.ImageRepository), cancellationToken);
        foreach (var build in builds.DistinctBy(b => (b.Name, b.Dockerfile, b.Target, b.ImageRepository)))
        {
            if (open.Remove((build.Name, build.Dockerfile, build.Target ?? BuildDefinition.Final, build.ImageRepository), out var row))
            {
                row.Line = build.Line;
                continue;
            }

            context.BuildDefinitions.Add(new BuildDefinition
            {
                RepositoryId = file.RepositoryId,
                Path = file.Path,
                Kind = file.Kind,
                Name = build.Name,
                Line = build.Line,
                Dockerfile = build.Dockerfile,
                Target = build.Target ?? BuildDefinition.Final,
                ImageRepository = build.ImageRepository,
                From = now,
            });
        }

        foreach (var vanished in open.Values)
        {
            vanished.To = now;
        }
    }
}

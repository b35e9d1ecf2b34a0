using ComplianceHub.Dockerfiles;
using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Grades;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Joining;

/// <summary>
/// Makes build targets: the final stage of every Dockerfile, and each other stage that a file says is built under a name of its own. Doing it again looks
/// only at definitions and texts that came since.
/// </summary>
internal sealed class BuildResolver(HubDbContext context, TextVault vault)
{
    private const int RowsAtOnce = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var sources = await context.DockerfileSources.Where(s => s.GoneAt == null && !context.BuildTargets.Any(t => t.SourceId == s.Id && t.Target == null))
            .Select(s => s.Id).ToListAsync(cancellationToken);
        context.BuildTargets.AddRange(sources.Select(id => new BuildTarget { SourceId = id }));
        await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.Clear();

        var stale = await (
            from definition in context.BuildDefinitions
            where definition.To == null
            join source in context.DockerfileSources on new { definition.RepositoryId, Path = definition.Dockerfile } equals new { source.RepositoryId, source.Path }
            where source.GoneAt == null && (definition.ResolvedFrom == null || definition.ResolvedFrom != source.Id + ":" + source.BlobSha)
            orderby definition.Id
            select new Stale(definition.Id, source.Id, source.BlobSha)).ToListAsync(cancellationToken);
        foreach (var some in stale.Chunk(RowsAtOnce))
        {
            await ResolveAsync(some, cancellationToken);
            context.ChangeTracker.Clear();
        }
    }

    private async Task ResolveAsync(Stale[] some, CancellationToken cancellationToken)
    {
        var ids = some.Select(s => s.DefinitionId).ToArray();
        var definitions = await context.BuildDefinitions.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancellationToken);
        var sourceIds = some.Select(s => s.SourceId).Distinct().ToArray();
        var targets = (await context.BuildTargets.Where(t => sourceIds.Contains(t.SourceId)).OrderBy(t => t.Id).ToListAsync(cancellationToken))
            .GroupBy(t => (t.SourceId, t.Target)).ToDictionary(g => g.Key, g => g.First());
        var files = await new DeclaredTexts(vault).ReadAsync(
            context, some.Where(s => definitions[s.DefinitionId].Target != BuildDefinition.Final).Select(s => s.BlobSha), cancellationToken);
        foreach (var (definitionId, sourceId, blobSha) in some)
        {
            var definition = definitions[definitionId];
            var (exists, stage) = definition.Target == BuildDefinition.Final ? (true, null) : StageOf(files.GetValueOrDefault(blobSha), definition.Target);
            BuildTarget? target = null;
            if (exists && !targets.TryGetValue((sourceId, stage), out target))
            {
                target = context.BuildTargets.Add(new BuildTarget { SourceId = sourceId, Target = stage }).Entity;
                targets[(sourceId, stage)] = target;
                await context.SaveChangesAsync(cancellationToken);
            }

            definition.BuildTargetId = target?.Id;
            definition.ResolvedFrom = $"{sourceId}:{blobSha}";
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The stage's name as the file has it; null for the final one, by whatever name it is asked for.</summary>
    private static (bool Exists, string? Stage) StageOf(Dockerfile? file, string target) => file?.FindStage(target) switch
    {
        null => (false, null),
        var stage when stage == file?.FinalStage => (true, null),
        var stage => (true, stage.Name ?? target),
    };

    private sealed record Stale(long DefinitionId, int SourceId, string BlobSha);
}

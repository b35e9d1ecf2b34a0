using ComplianceHub.Crawling.Connections;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Registries;

/// <summary>
/// A registry that speaks the distribution API. An unchanged tag costs one HEAD. The address may name a path: then only that repository and those below
/// it are read; where a registry has no catalogue, the path is the repository.
/// </summary>
[Connector("registry", "Registry (OCI distribution API)", "Address", TakesCredentials = true)]
public sealed class RegistryConnector(HttpPipeline pipeline, RegistryOptions options, KnownArtifacts artifacts, TimeProvider clock) : Connector
{
    public override async Task CrawlAsync(CrawlContext context, CancellationToken cancellationToken)
    {
        using var registry = new OciRegistry(pipeline, context.Connection, context.Secret, options, clock);
        await registry.PingAsync(cancellationToken);
        var (repositories, failure) = await ListAsync(registry, context, cancellationToken);
        context.Progress.Found(repositories.Count);
        await new RegistrySweep(context, options, artifacts).TakeAsync([.. repositories.Select(r => new Repository(registry, r))], cancellationToken);
        if (failure is not null)
        {
            // What was listed is stored; what was not must not look gone.
            throw failure;
        }
    }

    private static async Task<(SortedSet<string> Repositories, ConnectorException? Failure)> ListAsync(
        OciRegistry registry, CrawlContext context, CancellationToken cancellationToken)
    {
        var (host, prefix) = (registry.Location.Host, registry.Location.Prefix);
        var repositories = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            await foreach (var name in registry.RepositoriesAsync(cancellationToken))
            {
                if (!RegistryNames.IsRepository(name))
                {
                    await context.Store.RecordFailureAsync(context.RunId, host, FailureKind.Malformed, $"{host} lists a repository whose name is none.", cancellationToken);
                }
                else if (registry.Location.Wants(name))
                {
                    repositories.Add(name);
                }
            }
        }
        catch (ConnectorException exception) when (repositories.Count > 0)
        {
            return (repositories, exception);
        }
        catch (ConnectorException exception) when (exception.Failure is FailureKind.NotFound or FailureKind.Forbidden or FailureKind.HostError && prefix.Length > 0)
        {
            return ([prefix], null);
        }
        catch (ConnectorException exception) when (exception.Failure is FailureKind.NotFound)
        {
            throw new ConnectorException(
                FailureKind.NotFound, $"{host} offers no catalogue. Give the address of a repository, for instance {registry.Location.Origin}team/app.", null, exception);
        }

        // A catalogue may leave out what it does not let us list.
        return (repositories.Count == 0 && prefix.Length > 0 ? [prefix] : repositories, null);
    }

    private sealed class Repository(OciRegistry registry, string name) : ImageSource(registry.Location.Host, name)
    {
        public override IAsyncEnumerable<string> TagsAsync(CancellationToken cancellationToken) => registry.TagsAsync(Name, cancellationToken);

        public override Task<TagState> TagAsync(string tag, CancellationToken cancellationToken) => registry.TagAsync(Name, tag, cancellationToken);

        public override Task<RegistryDocument> ManifestAsync(string digest, long? size, CancellationToken cancellationToken) =>
            registry.ManifestAsync(Name, digest, size, cancellationToken);

        public override Task<RegistryDocument> ConfigAsync(OciDescriptor config, CancellationToken cancellationToken) => registry.ConfigAsync(Name, config, cancellationToken);
    }
}

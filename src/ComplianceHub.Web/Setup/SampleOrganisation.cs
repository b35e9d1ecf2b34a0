using System.Text.Json;
using ComplianceHub.Crawling.GitHosts;
using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Storage;

namespace ComplianceHub.Web.Setup;

/// <summary>
/// Connects a new hub to the sample organisation: its streams become bare repositories in the data folder, and from there on the ordinary
/// connectors and the ordinary pipeline read it. Does nothing when a source is connected already.
/// </summary>
public sealed partial class SampleOrganisation(
    HubFolders folders, ConnectionStore connections, PolicyStore policies, OrganisationStore organisations, Inventory inventory, CrawlQueue queue, ILogger<SampleOrganisation> logger) : BackgroundService
{
    private const string Actor = "setup";
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>What <c>organisation.json</c> says.</summary>
    public static OrganisationFile? Read(string? folder)
    {
        return folder is null ? null : JsonSerializer.Deserialize<OrganisationFile>(File.ReadAllText(Path.Combine(folder, "organisation.json")), s_json);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var connection in await ConnectAsync(stoppingToken))
            {
                queue.Enqueue(connection);
            }
        }
        catch (Exception failure) when (failure is IOException or JsonException or UnauthorizedAccessException or GitException)
        {
            NotConnected(logger, failure);
        }
    }

    /// <summary>Connects the sample's sources, if nothing is connected yet.</summary>
    /// <returns>The connections to crawl, in order; none when there was nothing to do.</returns>
    public async Task<IReadOnlyList<int>> ConnectAsync(CancellationToken cancellationToken)
    {
        if (Read(folders.Sample) is not { } organisation || folders.Sample is not { } sample)
        {
            await policies.EnsureFirstAsync([], Actor, cancellationToken);
            return [];
        }

        if ((await connections.ListAsync(cancellationToken)).Count > 0)
        {
            return [];
        }

        await policies.EnsureFirstAsync(organisation.Registries, Actor, cancellationToken);
        await organisations.RenameAsync(organisation.Name, Actor, cancellationToken);
        await inventory.SaveTeamsAsync([.. organisation.Teams.Select(t => (t.Slug, t.Name))], cancellationToken);
        var repositories = Path.Combine(folders.Data, "sample", "repositories");
        var import = await FastExportImport.RunAsync(Path.Combine(sample, organisation.Repositories), repositories, cancellationToken);
        foreach (var failure in import.Failures)
        {
            StreamFailed(logger, failure.Item, failure.Message);
        }

        var git = await connections.SaveAsync(
            new ConnectionDraft("folder", organisation.GitHost, repositories, organisation.GitHost, null, null, WithHistory: true, IsInternal: true), Actor, cancellationToken);
        var registry = await connections.SaveAsync(
            new ConnectionDraft("oci-layout", organisation.Registry, Path.Combine(sample, organisation.Images), organisation.Registry, null, null, WithHistory: false, IsInternal: true),
            Actor,
            cancellationToken);
        return [git, registry];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sample organisation could not be connected.")]
    private static partial void NotConnected(ILogger logger, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stream {Stream} could not be imported: {Reason}")]
    private static partial void StreamFailed(ILogger logger, string stream, string reason);

    /// <summary>The sample organisation's description.</summary>
    public sealed record OrganisationFile(
        string Name, string GitHost, string Registry, IReadOnlyList<string> Registries, string Repositories, string Images, IReadOnlyList<OrganisationTeam> Teams);

    public sealed record OrganisationTeam(string Slug, string Name);
}

using ComplianceHub.Storage;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Crawling.Ownership;

/// <summary>Where the mapping file is; a null path means that there is none.</summary>
public sealed record OwnershipOptions(string? MappingFile);

/// <summary>After a crawl: asks the resolver about every Image and hands its decisions to the inventory. A person's claim on a page stands.</summary>
public sealed class OwnershipStep(Inventory inventory, IDbContextFactory<HubDbContext> contexts, OwnershipOptions options)
{
    private const string Actor = "crawler";

    /// <returns>Images whose owner changed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        List<KnownTeam> teams;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            teams = await context.Teams.Select(t => new KnownTeam(t.Slug, t.Name)).ToListAsync(cancellationToken);
        }

        var resolver = new OwnershipResolver(teams, await MappingAsync(cancellationToken));
        var inputs = await inventory.OwnershipInputsAsync(cancellationToken);
        return await inventory.AssignOwnersAsync([.. inputs.Where(i => !IsClaimed(i)).Select(resolver.Resolve)], Actor, cancellationToken);
    }

    private static bool IsClaimed(OwnershipInput input) =>
        input.OwnerSource is { } source && (source.Equals("manual", StringComparison.OrdinalIgnoreCase) || source.Equals("claimed", StringComparison.OrdinalIgnoreCase));

    private async Task<OwnershipMapping> MappingAsync(CancellationToken cancellationToken) =>
        options.MappingFile is { } file && File.Exists(file)
            ? new OwnershipMapping(Path.GetFileName(file), await File.ReadAllTextAsync(file, cancellationToken))
            : OwnershipMapping.None;
}

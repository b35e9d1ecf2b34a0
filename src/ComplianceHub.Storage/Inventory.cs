using ComplianceHub.Storage.Entities;
using ComplianceHub.Storage.Joining;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>Turns facts into Images: makes one for each build target and each registry repository, joins, splits, scopes and assigns them.</summary>
public sealed class Inventory(
    IDbContextFactory<HubDbContext> contexts, HubWriter writer, TextVault vault, ShippedReader shipped, PolicyStore policies, TimeProvider clock)
{
    private const int RowsAtOnce = 500;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// After crawls, and again after joining: an Image for every build target and every registry repository, names and scopes as facts and policy have
    /// them, gone ones closed. Doing it again changes nothing.
    /// </summary>
    public async Task<StoreCounts> RefreshAsync(CancellationToken cancellationToken)
    {
        var policy = await policies.CurrentAsync(cancellationToken);
        return await writer.WriteAsync(context => new ImageRoster(context, vault, policy, Now).RefreshAsync(cancellationToken), cancellationToken);
    }

    /// <summary>What joining may look at: live build targets, and live registry repositories with what their newest tag says.</summary>
    public async Task<JoinInputs> JoinInputsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await new InventoryReader(context, vault, shipped).JoinInputsAsync(cancellationToken);
    }

    /// <summary>What ownership may look at, for every live Image.</summary>
    public async Task<IReadOnlyList<OwnershipInput>> OwnershipInputsAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await new InventoryReader(context, vault, shipped).OwnershipInputsAsync(cancellationToken);
    }

    /// <summary>Joins a registry repository to a build target: the younger Image goes into the elder. Doing it again changes nothing but the evidence.</summary>
    /// <param name="confidence">Per cent.</param>
    /// <returns>The id of the joined Image.</returns>
    /// <exception cref="ArgumentException">Either has no Image yet: refresh first.</exception>
    public Task<long> LinkAsync(int imageRepositoryId, int buildTargetId, string method, int confidence, string evidence, string actor, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            context => new ImageJoiner(context, clock, actor).LinkAsync(imageRepositoryId, buildTargetId, method, confidence, evidence, cancellationToken),
            cancellationToken);

    /// <summary>Splits a registry repository off again and restores the Image that it had.</summary>
    /// <returns>The id of the Image that the repository now has.</returns>
    public Task<long> UnlinkAsync(int imageRepositoryId, string actor, CancellationToken cancellationToken) =>
        writer.WriteAsync(context => new ImageJoiner(context, clock, actor).UnlinkAsync(imageRepositoryId, cancellationToken), cancellationToken);

    /// <summary>Assigns owners; teams that do not exist are made. Changes are audited.</summary>
    /// <returns>How many Images changed owner.</returns>
    public Task<int> AssignOwnersAsync(IReadOnlyCollection<OwnerDecision> decisions, string actor, CancellationToken cancellationToken) => writer.WriteAsync(
        async context =>
        {
            var named = decisions.Where(d => d.TeamSlug is not null).Select(d => (Slug: d.TeamSlug ?? "", Name: d.TeamName ?? d.TeamSlug ?? ""));
            var teams = await EnsureTeamsAsync(context, named, rename: false, cancellationToken);
            var slugs = teams.Values.ToDictionary(t => t.Id, t => t.Slug);
            var changed = 0;
            foreach (var some in decisions.DistinctBy(d => d.ImageId).Chunk(RowsAtOnce))
            {
                var ids = some.Select(d => d.ImageId).ToArray();
                var images = await context.Images.Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellationToken);
                foreach (var decision in some)
                {
                    if (images.GetValueOrDefault(decision.ImageId) is not { } image)
                    {
                        continue;
                    }

                    var team = decision.TeamSlug is { } slug ? teams[slug].Id : (int?)null;
                    if (image.TeamId != team)
                    {
                        var before = image.TeamId is { } old ? slugs.GetValueOrDefault(old) : null;
                        context.Audit(clock, actor, "image.owner", $"image/{image.Id}", before, decision.TeamSlug is null ? null : $"{decision.TeamSlug} ({decision.Source})");
                        image.TeamId = team;
                        changed++;
                    }

                    image.OwnerSource = decision.Source;
                    image.OwnerEvidence = decision.Evidence;
                }

                await context.SaveChangesAsync(cancellationToken);
                context.ChangeTracker.Clear();
            }

            return changed;
        },
        cancellationToken);

    /// <summary>Makes or renames teams; their order does not matter.</summary>
    public Task SaveTeamsAsync(IReadOnlyCollection<(string Slug, string Name)> teams, CancellationToken cancellationToken) =>
        writer.WriteAsync(context => EnsureTeamsAsync(context, teams, rename: true, cancellationToken), cancellationToken);

    private static async Task<Dictionary<string, Team>> EnsureTeamsAsync(
        HubDbContext context, IEnumerable<(string Slug, string Name)> wanted, bool rename, CancellationToken cancellationToken)
    {
        var teams = await context.Teams.ToDictionaryAsync(t => t.Slug, StringComparer.Ordinal, cancellationToken);
        foreach (var (slug, name) in wanted)
        {
            if (!teams.TryGetValue(slug, out var team))
            {
                teams[slug] = context.Teams.Add(new Team { Slug = slug, Name = name }).Entity;
            }
            else if (rename)
            {
                team.Name = name;
            }
        }

        await context.SaveChangesAsync(cancellationToken);
        return teams;
    }
}

using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Joining;

/// <summary>
/// Joins and splits Images. The younger goes into the elder and sleeps there under its id; a split wakes it again. What each Image was made for
/// never changes, so that a split knows what belongs to whom.
/// </summary>
internal sealed class ImageJoiner(HubDbContext context, TimeProvider clock, string actor)
{
    public async Task<long> LinkAsync(int repositoryId, int targetId, string method, int confidence, string evidence, CancellationToken cancellationToken)
    {
        var link = await context.ImageLinks.FirstOrDefaultAsync(l => l.ImageRepositoryId == repositoryId, cancellationToken)
            ?? throw new ArgumentException($"Registry repository {repositoryId} has no Image yet.", nameof(repositoryId));
        var target = await context.Images.FirstOrDefaultAsync(i => i.BuildTargetId == targetId, cancellationToken)
            ?? throw new ArgumentException($"Build target {targetId} has no Image yet.", nameof(targetId));
        if (link.ImageId != target.Id)
        {
            var registry = await context.Images.SingleAsync(i => i.Id == link.ImageId, cancellationToken);
            if (link.Method != ImageLink.Own || registry.BuildTargetId is not null)
            {
                await SplitAsync(link, cancellationToken);
                registry = await context.Images.SingleAsync(i => i.Id == link.ImageId, cancellationToken);
            }

            var joined = await MergeAsync(registry, target, targetId, link, cancellationToken);
            context.Audit(clock, actor, "image.linked", $"image/{joined}", null, $"registry repository {repositoryId} by {method}: {evidence}");
        }

        link.Method = method;
        link.Confidence = confidence;
        link.Evidence = evidence;
        link.LinkedAt = clock.GetUtcNow().UtcDateTime;
        return link.ImageId;
    }

    public async Task<long> UnlinkAsync(int repositoryId, CancellationToken cancellationToken)
    {
        var link = await context.ImageLinks.SingleAsync(l => l.ImageRepositoryId == repositoryId, cancellationToken);
        if (link.Method == ImageLink.Own)
        {
            return link.ImageId;
        }

        var before = link.ImageId;
        await SplitAsync(link, cancellationToken);
        context.Audit(clock, actor, "image.unlinked", $"image/{before}", $"registry repository {repositoryId}", $"image/{link.ImageId}");
        return link.ImageId;
    }

    private async Task<long> MergeAsync(Image registry, Image target, int targetId, ImageLink link, CancellationToken cancellationToken)
    {
        var (elder, younger) = registry.Id < target.Id ? (registry, target) : (target, registry);
        target.BuildTargetId = null;
        younger.MergedIntoId = elder.Id;
        younger.IsLive = false;
        younger.Counts = false;
        younger.GradedInputs = null;

        // The unique index on build targets wants the old owner to let go before the new one takes hold.
        await context.SaveChangesAsync(cancellationToken);
        elder.BuildTargetId = targetId;
        elder.GradedInputs = null;
        foreach (var moved in await context.ImageLinks.Where(l => l.ImageId == younger.Id).ToListAsync(cancellationToken))
        {
            moved.ImageId = elder.Id;
        }

        link.ImageId = elder.Id;
        await context.SaveChangesAsync(cancellationToken);
        return elder.Id;
    }

    /// <summary>Leaves the repository alone with the Image that was made for it; all the rest goes to, or stays with, another.</summary>
    private async Task SplitAsync(ImageLink link, CancellationToken cancellationToken)
    {
        var current = await context.Images.SingleAsync(i => i.Id == link.ImageId, cancellationToken);
        var own = await context.Images.FirstAsync(i => i.OriginImageRepositoryId == link.ImageRepositoryId, cancellationToken);
        if (own.Id == current.Id)
        {
            var targetId = current.BuildTargetId;
            var others = await context.ImageLinks.Where(l => l.ImageId == current.Id && l.ImageRepositoryId != link.ImageRepositoryId).ToListAsync(cancellationToken);
            var heir = await context.Images.Where(i => i.MergedIntoId == current.Id).OrderBy(i => i.Id).FirstOrDefaultAsync(cancellationToken);
            if (heir is not null)
            {
                current.BuildTargetId = null;
                await context.SaveChangesAsync(cancellationToken);
                Wake(heir);
                heir.BuildTargetId = targetId;
                others.ForEach(o => o.ImageId = heir.Id);
                await context.Images.Where(i => i.MergedIntoId == current.Id && i.Id != heir.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(i => i.MergedIntoId, heir.Id), cancellationToken);
            }
        }
        else
        {
            Wake(own);
            link.ImageId = own.Id;
        }

        current.GradedInputs = null;
        link.Method = ImageLink.Own;
        link.Confidence = 100;
        link.Evidence = "Not joined to a Dockerfile.";
        link.LinkedAt = clock.GetUtcNow().UtcDateTime;
        await context.SaveChangesAsync(cancellationToken);
    }

    private static void Wake(Image image)
    {
        image.MergedIntoId = null;
        image.IsLive = true;
        image.GoneAt = null;
        image.GradedInputs = null;
    }
}

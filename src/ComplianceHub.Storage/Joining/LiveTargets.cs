using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Storage.Joining;

internal static class LiveTargets
{
    /// <summary>The build targets that are built: the final stage of a Dockerfile that is there, and other stages as long as a file names their build.</summary>
    public static IQueryable<BuildTarget> LiveBuildTargets(this HubDbContext context) => context.BuildTargets.Where(t => t.Source != null && t.Source.GoneAt == null
        && (t.Target == null || context.BuildDefinitions.Any(d => d.To == null && d.BuildTargetId == t.Id && d.Repository != null && d.Repository.GoneAt == null)));
}

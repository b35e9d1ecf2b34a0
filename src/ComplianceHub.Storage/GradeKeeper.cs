using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage;

/// <summary>What a regrade did.</summary>
/// <param name="Looked">Live Images.</param>
/// <param name="Graded">Evaluated because something they rest on changed.</param>
/// <param name="Changed">Whose grade differs from before.</param>
/// <param name="Failed">Whose facts could not be read or judged; their last grade stands.</param>
/// <param name="Evaluations">Distinct evaluations, history included.</param>
public sealed record RegradeResult(int Looked, int Graded, int Changed, int Failed, int Evaluations);

/// <summary>The keeper of grades: grades Images whose facts, bases, policy or engine changed, and keeps what came of it as intervals.</summary>
public sealed class GradeKeeper(
    IDbContextFactory<HubDbContext> contexts, HubWriter writer, TextVault vault, SecretHasher hasher, PolicyStore policies, HubEvents events, TimeProvider clock)
{
    /// <summary>
    /// Grades what is not up to date. One Image that cannot be read or judged never stops the rest and keeps its last grade. Call it after crawls
    /// (after <see cref="Inventory.RefreshAsync"/>) and after a policy was published.
    /// </summary>
    public Task<RegradeResult> RegradeAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}

using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>Reads a remote repository through a temporary clone, without contents at first where the host can do that.</summary>
internal sealed class CloneReading(RepositoryIntake intake, GitLimits limits, TimeProvider clock)
{
    public async Task<StoreCounts> ReadAsync(RepositoryName name, GitRemote remote, string externalId, bool withHistory, CancellationToken cancellationToken)
    {
        try
        {
            return await CloneAndReadAsync(name, remote, externalId, withHistory, mayBePartial: true, cancellationToken);
        }
        catch (GitException e) when (e.Failure == FailureKind.HostError)
        {
            // Some hosts give a partial clone and then refuse single blobs.
            return await CloneAndReadAsync(name, remote, externalId, withHistory, mayBePartial: false, cancellationToken);
        }
    }

    private async Task<StoreCounts> CloneAndReadAsync(
        RepositoryName name, GitRemote remote, string externalId, bool withHistory, bool mayBePartial, CancellationToken cancellationToken)
    {
        await using var clone = await TemporaryClone.MakeAsync(remote, withHistory, mayBePartial, limits, clock, cancellationToken);
        var head = await clone.Repository.HeadAsync(cancellationToken) ?? throw new GitException(FailureKind.HostError, "The clone has no head");
        return await intake.ReadAsync(clone.Repository, head, name, externalId, clone.IsPartial ? clone.FetchAsync : null, cancellationToken);
    }
}

using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Crawling.Connections;

/// <summary>Marks a connector and names its kind; connectors are found by reflection (crawler, "add a source" form).</summary>
/// <param name="kind">Stored with the connection, for instance <c>registry</c>.</param>
/// <param name="title">For people, for instance <c>Registry (OCI distribution API)</c>.</param>
/// <param name="locationLabel">What the location is, for instance <c>Address</c> or <c>Folder</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ConnectorAttribute(string kind, string title, string locationLabel) : Attribute
{
    public string Kind { get; } = kind;

    public string Title { get; } = title;

    public string LocationLabel { get; } = locationLabel;

    /// <summary>Whether user name and secret may be given.</summary>
    public bool TakesCredentials { get; init; }

    /// <summary>What the user name is to this host.</summary>
    public string UserNameLabel { get; init; } = "User name (optional)";

    /// <summary>What the secret is to this host.</summary>
    public string SecretLabel { get; init; } = "Password or token (optional)";

    /// <summary>Whether it can walk history.</summary>
    public bool HasHistory { get; init; }
}

/// <summary>What a crawl hands its connector: the connection, its secret in clear, and where facts, progress and failures go.</summary>
/// <param name="Secret">Decrypted for this crawl only; never logged.</param>
public sealed record CrawlContext(Connection Connection, string? Secret, int RunId, FactStore Store, CrawlProgress Progress);

/// <summary>
/// Reads one kind of source. A failure of one item is recorded through <see cref="CrawlProgress.FailedAsync"/> and the rest goes on; a failure of the
/// whole source is a <see cref="ConnectorException"/>.
/// </summary>
public abstract class Connector
{
    public abstract Task CrawlAsync(CrawlContext context, CancellationToken cancellationToken);
}

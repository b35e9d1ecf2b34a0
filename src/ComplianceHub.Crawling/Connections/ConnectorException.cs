using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Connections;

/// <summary>The one typed error of every connector: what class of failure, a message for people, and when it may be tried again.</summary>
public sealed class ConnectorException(FailureKind failure, string message, TimeSpan? retryAfter = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public FailureKind Failure { get; } = failure;

    /// <summary>What the host asked to wait; null when it said nothing.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

namespace ComplianceHub.Storage;

/// <summary>Classes of crawl failures, as the Sources page groups them.</summary>
public enum FailureKind
{
    /// <summary>The host, folder or repository cannot be reached.</summary>
    Unreachable,

    /// <summary>Sign-in was refused or a permission is missing.</summary>
    Forbidden,

    /// <summary>It was there when listed and is gone now.</summary>
    NotFound,

    /// <summary>The host said to slow down (429).</summary>
    RateLimited,

    /// <summary>The host answered 5xx or something that is not its protocol.</summary>
    HostError,

    /// <summary>A limit of ours was exceeded.</summary>
    TooLarge,

    /// <summary>Content does not match its digest or declared size.</summary>
    IntegrityMismatch,

    /// <summary>Content cannot be read: binary garbage, malformed JSON, an unknown media type.</summary>
    Malformed,

    /// <summary>The item took too long.</summary>
    Timeout,

    /// <summary>Our own fault.</summary>
    Internal,
}

namespace ComplianceHub.TestKit.GitHub;

/// <summary>What goes wrong with GitHub, one switch each; all off.</summary>
public sealed class GitHubFaults
{
    /// <summary>The token is revoked: 401 to everything.</summary>
    public bool Unauthorized { get; set; }

    /// <summary>A larger page of the listing takes longer than GitHub allows a query: 502.</summary>
    public int? LargestPage { get; set; }

    /// <summary>A larger page is answered in part, with the error of a query that takes too many resources.</summary>
    public int? LargestCheapPage { get; set; }

    /// <summary>Queries for more contents than this get 502.</summary>
    public int? MostBlobs { get; set; }

    /// <summary>Of so many requests one gets 502.</summary>
    public int? BadGatewayOneIn { get; set; }

    /// <summary>From this request on (counted from when it is set), secondary limits refuse; <see cref="SecondaryRetryAfter"/> says until when.</summary>
    public int? SecondaryLimitAfter { get; set; }

    public TimeSpan? SecondaryRetryAfter { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Secondary limits refuse with 429 instead of 403.</summary>
    public bool SecondaryIs429 { get; set; }

    /// <summary>Trees of more entries are cut.</summary>
    public int? LargestTree { get; set; }

    /// <summary>The owner's organisation lets in listed addresses only.</summary>
    public bool IpAllowList { get; set; }

    /// <summary>The organisation demands single sign-on, which the token is not authorised for.</summary>
    public bool SingleSignOn { get; set; }

    /// <summary>Cursors are not known any more.</summary>
    public bool ForgetsCursors { get; set; }

    /// <summary>Contents differ from their ids.</summary>
    public bool CorruptBlobs { get; set; }

    /// <summary>The query language shows texts cut.</summary>
    public bool TruncatesTexts { get; set; }

    /// <summary>A proxy's page instead of an answer.</summary>
    public bool AnswersHtml { get; set; }

    /// <summary>Lists the first page for every cursor.</summary>
    public bool RepeatsPages { get; set; }

    /// <summary>Runs before each answer; may end the test's crawl at any of them.</summary>
    public Action<int>? OnRequest { get; set; }
}

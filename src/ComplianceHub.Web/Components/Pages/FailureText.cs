using ComplianceHub.Storage;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>Classes of crawl failures in words: what it is, and what helps.</summary>
public static class FailureText
{
    public static string TitleOf(FailureKind kind)
    {
        return kind switch
        {
            FailureKind.Unreachable => "Cannot be reached",
            FailureKind.Forbidden => "Permission missing",
            FailureKind.NotFound => "Gone since it was listed",
            FailureKind.RateLimited => "Asked to slow down",
            FailureKind.HostError => "The host failed",
            FailureKind.TooLarge => "Too large",
            FailureKind.IntegrityMismatch => "Does not match its digest",
            FailureKind.Malformed => "Cannot be read",
            FailureKind.Timeout => "Took too long",
            _ => "Our own fault",
        };
    }

    public static string AdviceOf(FailureKind kind)
    {
        return kind switch
        {
            FailureKind.Unreachable => "Check the address, the network and whether the source is marked internal. What was read before stands.",
            FailureKind.Forbidden => "Give the source's credential the right to read it, or name another one.",
            FailureKind.NotFound => "Nothing to do: absence is believed after the second complete sweep.",
            FailureKind.RateLimited => "The source goes on when the host allows it; the others are not held up.",
            FailureKind.HostError => "The host answered with an error or something that is not its protocol. The next sweep tries again.",
            FailureKind.TooLarge => "It is above the hub's limit and is judged without.",
            FailureKind.IntegrityMismatch => "The content is not what its name says: refused. Push it again, and look at who could have changed it.",
            FailureKind.Malformed => "The content is damaged or not what it claims to be. The rest was read.",
            FailureKind.Timeout => "The next sweep tries again.",
            _ => "This is a fault of the hub: please report it with the message below.",
        };
    }
}

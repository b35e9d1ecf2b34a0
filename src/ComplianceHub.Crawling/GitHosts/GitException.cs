using System.Text.RegularExpressions;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>A git command failed; the message is git's own, without credentials.</summary>
public sealed partial class GitException(FailureKind failure, string message) : Exception(message)
{
    public FailureKind Failure { get; } = failure;

    /// <summary>Reads the class of failure from what git said.</summary>
    public static GitException From(string command, int exitCode, string standardError)
    {
        var said = Redact(standardError).Trim();
        return new GitException(Classify(said), said.Length == 0 ? $"git {command} ended with {exitCode}" : said);
    }

    /// <summary>Takes user information, tokens and authorization headers out of a text.</summary>
    public static string Redact(string text) => Header().Replace(UserInformation().Replace(text, "$1"), "$1***");

    private static FailureKind Classify(string said)
    {
        bool Says(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (said.Contains(word, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }

        return Says("error: 429", "too many requests") ? FailureKind.RateLimited
            : Says("Authentication failed", "could not read Username", "could not read Password", "error: 401", "error: 403", "Permission denied", "not allowed", "dubious ownership")
                ? FailureKind.Forbidden
            : Says("error: 404", "' not found", "does not appear to be a git repository", "not a git repository", "No such file or directory") ? FailureKind.NotFound
            : Says("Could not resolve", "Failed to connect", "Couldn't connect", "Connection refused", "timed out", "Network is unreachable") ? FailureKind.Unreachable
            : Says("corrupt", "bad object", "unable to read", "hash mismatch", "inflate", "bad tree", "missing blob", "invalid object", "bad signature", "unable to parse")
                ? FailureKind.IntegrityMismatch
            : FailureKind.HostError;
    }

    [GeneratedRegex(@"(\b[a-z][a-z0-9+.-]*://)[^/\s@']*@", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex UserInformation();

    [GeneratedRegex(@"((?:authorization|private-token|x-access-token)\s*[:=]\s*)(?:(?:basic|bearer|token)\s+)?[^\s']+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Header();
}

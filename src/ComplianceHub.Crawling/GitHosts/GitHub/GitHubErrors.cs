using System.Net;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;
using Octokit;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>Says in a sentence for the administrator what GitHub refuses and what helps, https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api.</summary>
internal static class GitHubErrors
{
    /// <param name="what">What was asked for, as people call it.</param>
    public static ConnectorException Of(ApiException error, string host, string what)
    {
        var (kind, sentence) = (int)error.StatusCode switch
        {
            401 => (FailureKind.Forbidden, $"{host} does not accept the token: it is wrong, expired or revoked."),
            403 => (FailureKind.Forbidden, OfForbidden(error, host, what)),
            404 or 410 => (FailureKind.NotFound, $"{host} has no {what}, or the token may not see it."),
            451 => (FailureKind.Forbidden, $"{host} withholds {what} for legal reasons."),
            408 or 502 or 504 => (FailureKind.Timeout, $"{host} gave up on {what} ({(int)error.StatusCode})."),
            >= 500 => (FailureKind.HostError, $"{host} answered {(int)error.StatusCode} to {what}."),
            _ => (FailureKind.HostError, $"{host} answered {(int)error.StatusCode} to {what}, which was not expected."),
        };
        return new ConnectorException(kind, sentence, null, error);
    }

    /// <summary>Reads one error of a GraphQL answer.</summary>
    public static ConnectorException Of(GraphQlError error, string host, string what) => error switch
    {
        { Type: "NOT_FOUND" } => new(FailureKind.NotFound, $"{host} has no {what}, or the token may not see it."),
        { Extensions.SamlFailure: true } => new(FailureKind.Forbidden, SingleSignOn(host, what)),
        { Type: "FORBIDDEN" or "INSUFFICIENT_SCOPES" } => new(FailureKind.Forbidden, Refusal(error.Message ?? "", null, host, what)),
        { Type: "RESOURCE_LIMITS_EXCEEDED" or "MAX_NODE_LIMIT_EXCEEDED" } => new(FailureKind.Timeout, $"{host} finds {what} too much for one query."),
        { Message: { } said } when said.StartsWith("Something went wrong", StringComparison.Ordinal) || said.Contains("timeout", StringComparison.OrdinalIgnoreCase) =>
            new(FailureKind.Timeout, $"{host} gave up on {what}."),
        _ => new(FailureKind.HostError, $"{host} does not answer the query for {what}: {Line(error.Message ?? error.Type ?? "it does not say why")}"),
    };

    /// <summary>Whether a refusal is about the token or the whole organisation, so that the next repository would be refused as well.</summary>
    public static bool IsAboutTheToken(ConnectorException failure) => failure.InnerException is ApiException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } error
        && (error.StatusCode == HttpStatusCode.Unauthorized || Header(error, "X-GitHub-SSO") is not null
            || error.Message.Contains("Resource not accessible", StringComparison.OrdinalIgnoreCase) || error.Message.Contains("IP allow list", StringComparison.OrdinalIgnoreCase));

    private static string OfForbidden(ApiException error, string host, string what) =>
        Header(error, "X-GitHub-SSO") is not null ? SingleSignOn(host, what) : Refusal(error.Message, Header(error, "X-Accepted-GitHub-Permissions"), host, what);

    private static string Refusal(string said, string? permissions, string host, string what)
    {
        bool Says(string words) => said.Contains(words, StringComparison.OrdinalIgnoreCase);
        return Says("IP allow list") ? $"{host} refuses to show {what}: the organisation lets in only listed addresses. Add this server's to its IP allow list."
            : Says("access blocked") || Says("has been disabled") ? $"{host} has blocked {what}."
            : permissions is not null ? $"{host} refuses to show {what}: the token or App lacks a permission. Grant {Named(permissions)}."
            : Says("Resource not accessible") || Says("scopes") ? $"{host} refuses to show {what}: the token or App lacks a permission. Reading takes Metadata: read and Contents: read."
            : $"{host} refuses to show {what}: {Line(said)}";
    }

    private static string SingleSignOn(string host, string what) => $"{host} refuses to show {what}: the token is not authorised for the organisation's single sign-on.";

    // contents=read; metadata=read, where ";" stands for "or".
    private static string Named(string permissions) =>
        Line(string.Join(" or ", permissions.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => p.Replace("=", ": ", StringComparison.Ordinal))));

    private static string? Header(ApiException error, string name) =>
        error.HttpResponse?.Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } value ? value : null;

    // What a host says is text on one line, never long.
    private static string Line(string text) => string.Concat(text.Take(200).Select(c => char.IsControl(c) ? ' ' : c));
}

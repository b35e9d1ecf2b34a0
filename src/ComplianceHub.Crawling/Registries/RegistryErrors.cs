using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Registries;

/// <summary>
/// Makes one typed error of what registries answer: the specification's <c>{"errors":[{code,message}]}</c>
/// (https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes), and the HTML, text and half JSON that others send.
/// </summary>
internal static partial class RegistryErrors
{
    /// <param name="what">What was asked for, as people call it.</param>
    /// <param name="host">The registry.</param>
    /// <param name="clean">Takes secrets out of what the registry says.</param>
    public static async Task<ConnectorException> ReadAsync(
        HttpResponseMessage response, string host, string what, Func<string, string> clean, CancellationToken cancellationToken)
    {
        var said = "";
        try
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            said = clean(Read(body));
        }
        catch (ConnectorException)
        {
            // An error whose text is too long or breaks off is still that error.
        }

        var status = (int)response.StatusCode;
        var (kind, sentence) = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => (FailureKind.Forbidden, $"{host} refuses to show {what}: signing in is needed, or the permission is missing"),
            HttpStatusCode.Forbidden => (FailureKind.Forbidden, $"{host} refuses to show {what}: the permission is missing"),
            HttpStatusCode.UnavailableForLegalReasons => (FailureKind.Forbidden, $"{host} withholds {what} for legal reasons"),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => (FailureKind.NotFound, $"{host} has no {what}"),
            HttpStatusCode.RequestTimeout => (FailureKind.Timeout, $"{host} gave up on {what}"),
            >= HttpStatusCode.InternalServerError => (FailureKind.HostError, $"{host} answered {status} to {what}"),
            _ => (FailureKind.HostError, $"{host} answered {status} to {what}, which is not its protocol"),
        };
        return new ConnectorException(kind, said.Length == 0 ? sentence + "." : $"{sentence}. It says: {said}");
    }

    /// <summary>What an error body says, on one line; empty when it says nothing that a person could read.</summary>
    internal static string Read(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return "";
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return Line(FromJson(document.RootElement));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var text = Encoding.UTF8.GetString(body.Span);
            var isHtml = text.TrimStart().StartsWith('<');
            return Line(!isHtml ? text : Title().Match(text) is { Success: true } title ? $"(a web page) {title.Groups[1].Value}" : "(a web page)");
        }
    }

    private static string FromJson(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.String)
        {
            return root.GetString() ?? "";
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return "";
        }

        if (root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
        {
            return FromJson(errors[0]);
        }

        var code = Text(root, "code");
        var message = Text(root, "message") ?? Text(root, "details") ?? Text(root, "error_description") ?? Text(root, "error") ?? Text(root, "detail");
        return code is null ? message ?? "" : message is null ? code : $"{message} ({code})";
    }

    private static string? Text(JsonElement element, string name) => !element.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static string Line(string text)
    {
        var line = Spaces().Replace(text, " ").Trim();
        return line.Length <= 300 ? line : line[..299] + "…";
    }

    [GeneratedRegex("<title[^>]*>([^<]{0,200})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Title();

    // Line breaks, control characters and those that turn the direction of writing around.
    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}

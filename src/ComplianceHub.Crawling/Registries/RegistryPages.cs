using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Registries;

/// <summary>
/// Walks a listing by <c>Link: rel=next</c>, and by <c>last</c> where a full page has no link
/// (https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-tags). Links are followed within the registry only.
/// </summary>
internal sealed class RegistryPages(RegistryLocation location, RegistryOptions options, string path, string property, string what)
{
    public async IAsyncEnumerable<string> ReadAsync(
        Func<Uri, string, CancellationToken, Task<HttpResponseMessage>> get, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var url = PageAfter(null);
        var visited = new HashSet<Uri>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; url is not null; page++)
        {
            if (page > options.Pages || names.Count > options.TagsOfARepository)
            {
                throw new ConnectorException(FailureKind.TooLarge, $"{location.Host} does not end {what}: {page - 1} pages with {names.Count} names were read.");
            }

            // A next link that was followed before is an end that the registry does not know to be one.
            if (!visited.Add(url))
            {
                yield break;
            }

            List<string> items;
            Uri? next;
            using (var response = await get(url, what, cancellationToken))
            {
                items = Read(await response.Content.ReadAsByteArrayAsync(cancellationToken));
                next = Next(response, url, items);
            }

            var isNew = false;
            foreach (var name in items)
            {
                if (names.Add(name))
                {
                    isNew = true;
                    yield return name;
                }
            }

            url = isNew || items.Count == 0 ? next : null;
        }
    }

    private Uri PageAfter(string? last) =>
        new(location.Origin, $"{path}?n={options.PageSize}" + (last is null ? "" : $"&last={Uri.EscapeDataString(last)}"));

    private Uri? Next(HttpResponseMessage response, Uri url, List<string> items)
    {
        if (LinkHeader.Next(response) is not { } link)
        {
            return items.Count > 0 && items.Count >= options.PageSize ? PageAfter(items[^1]) : null;
        }

        if (!Uri.TryCreate(url, link, out var next) || !RedirectHandler.IsSameOrigin(url, next))
        {
            throw new ConnectorException(FailureKind.HostError, $"{location.Host} says that {what} goes on at another host; that is not followed.");
        }

        // Artifactory's links lose the part of the path that names its repository.
        return next.AbsolutePath == url.AbsolutePath ? next : items.Count > 0 ? PageAfter(items[^1]) : null;
    }

    private List<string> Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                // "tags": null is what a repository without tags says.
                return !document.RootElement.TryGetProperty(property, out var list) || list.ValueKind == JsonValueKind.Null
                    ? []
                    : [.. list.EnumerateArray().Select(i => i.GetString() ?? "")];
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ConnectorException(
                FailureKind.Malformed, $"{location.Host} answered something that is not {what}. It says: {RegistryErrors.Read(body)}", null, exception);
        }

        throw new ConnectorException(FailureKind.Malformed, $"{location.Host} answered something that is not {what}.");
    }
}

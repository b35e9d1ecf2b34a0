using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Crawling.Registries;

/// <summary>What a tag points at now.</summary>
/// <param name="Document">The body, when it had to be fetched to know.</param>
internal sealed record TagState(string Digest, RegistryDocument? Document);

/// <summary>
/// A client of the distribution API, https://github.com/opencontainers/distribution-spec/blob/main/spec.md, for reading. What it returns was verified;
/// everything else is a <see cref="ConnectorException"/>.
/// </summary>
internal sealed class OciRegistry : IDisposable
{
    // All five, and no */*: some registries then answer in schema 1. Schema 1 itself is asked for so as to tell people about it.
    private static readonly string[] s_manifestTypes =
        [OciMediaTypes.Index, OciMediaTypes.DockerList, OciMediaTypes.Manifest, OciMediaTypes.DockerManifest, OciMediaTypes.DockerSchema1Signed];

    private readonly HttpClient _client;
    private readonly RegistryAuthenticator _authenticator;
    private readonly RegistryOptions _options;
    private int _calls;

    public OciRegistry(HttpPipeline pipeline, Connection connection, string? secret, RegistryOptions options, TimeProvider clock)
    {
        Location = RegistryLocation.Of(connection);
        _options = options;
        _client = pipeline.CreateClient(connection);
        _authenticator = new RegistryAuthenticator(_client, Location, connection.UserName, secret, options, clock);
    }

    public RegistryLocation Location { get; }

    /// <summary>Requests sent so far, without those of the token service.</summary>
    public int Calls => _calls;

    /// <summary>Whether this is a registry, and one that lets us in.</summary>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, new Uri(Location.Origin, "/v2/"), "", [], _options.Token, cancellationToken);

        // A token that names no repository may be refused here and accepted for each repository.
        if (response.StatusCode != HttpStatusCode.Unauthorized && !response.IsSuccessStatusCode)
        {
            var failure = await FailAsync(response, "its start page /v2/", cancellationToken);
            throw failure.Failure == FailureKind.NotFound ? new ConnectorException(FailureKind.HostError, $"{Location.Host} is no registry: it has no /v2/.") : failure;
        }
    }

    /// <summary>All repositories; a failure with <see cref="FailureKind.NotFound"/> says that this registry has no catalogue.</summary>
    public async IAsyncEnumerable<string> RepositoriesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = new RegistryPages(Location, _options, "/v2/_catalog", "repositories", "the catalogue");
        await foreach (var name in pages.ReadAsync((url, what, token) => PageAsync(url, "registry:catalog:*", what, token), cancellationToken))
        {
            yield return name;
        }
    }

    public async IAsyncEnumerable<string> TagsAsync(string repository, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = new RegistryPages(Location, _options, $"/v2/{repository}/tags/list", "tags", $"the tags of {repository}");
        await foreach (var tag in pages.ReadAsync((url, what, token) => PageAsync(url, Pull(repository), what, token), cancellationToken))
        {
            yield return tag;
        }
    }

    /// <summary>What a tag points at: HEAD, which costs no pull; GET where the registry does not say the digest.</summary>
    public async Task<TagState> TagAsync(string repository, string tag, CancellationToken cancellationToken)
    {
        using (var response = await SendAsync(HttpMethod.Head, Manifest(repository, tag), Pull(repository), s_manifestTypes, _options.Document, cancellationToken))
        {
            if (response.IsSuccessStatusCode && DigestOf(response) is { } digest)
            {
                return new TagState(digest, null);
            }

            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                throw await FailAsync(response, $"{repository}:{tag}", cancellationToken);
            }
        }

        var document = await GetManifestAsync(repository, tag, null, cancellationToken);
        return new TagState(document.Digest, document);
    }

    /// <summary>A manifest or index, verified against its digest and, where it is known, its size.</summary>
    public Task<RegistryDocument> ManifestAsync(string repository, string digest, long? size, CancellationToken cancellationToken)
    {
        Require(digest, size);
        return GetManifestAsync(repository, digest, size, cancellationToken);
    }

    /// <summary>A config, verified against its descriptor.</summary>
    public async Task<RegistryDocument> ConfigAsync(string repository, OciDescriptor config, CancellationToken cancellationToken)
    {
        Require(config.Digest, config.Size);
        using var response = await SendAsync(
            HttpMethod.Get, new Uri(Location.Origin, $"/v2/{repository}/blobs/{config.Digest}"), Pull(repository), [], _options.Document, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await FailAsync(response, $"config {config.Digest} of {repository}", cancellationToken);
        }

        var content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        Verify(content, config.Digest, config.Size, $"The config of {repository}");
        return new RegistryDocument(config.Digest, config.MediaType, content);
    }

    public void Dispose() => _client.Dispose();

    private static string Pull(string repository) => $"repository:{repository}:pull";

    private static string? DigestOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Docker-Content-Digest", out var values) && values.FirstOrDefault() is { } digest && OciDigest.IsValid(digest) ? digest : null;

    private Uri Manifest(string repository, string reference) => new(Location.Origin, $"/v2/{repository}/manifests/{reference}");

    private async Task<RegistryDocument> GetManifestAsync(string repository, string reference, long? size, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, Manifest(repository, reference), Pull(repository), s_manifestTypes, _options.Document, cancellationToken);
        var separator = OciDigest.IsValid(reference) ? '@' : ':';
        if (!response.IsSuccessStatusCode)
        {
            throw await FailAsync(response, $"{repository}{separator}{reference}", cancellationToken);
        }

        var content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var expected = OciDigest.IsValid(reference) ? reference : DigestOf(response) ?? OciDigest.Of(content);
        Verify(content, expected, size, $"The manifest of {repository}{separator}{reference}");
        return new RegistryDocument(expected, response.Content.Headers.ContentType?.MediaType ?? "", content);
    }

    private void Require(string digest, long? size)
    {
        if (!OciDigest.IsValid(digest))
        {
            throw new ConnectorException(FailureKind.Malformed, $"{digest} is no digest that can be verified.");
        }

        if (size > _options.Document)
        {
            throw new ConnectorException(FailureKind.TooLarge, $"{digest} is said to have {size} bytes; at most {_options.Document} are read.");
        }
    }

    private static void Verify(byte[] content, string digest, long? size, string what)
    {
        if (size is { } expected && content.Length != expected)
        {
            throw new ConnectorException(FailureKind.IntegrityMismatch, $"{what} has {content.Length} bytes where {expected} were announced.");
        }

        if (!OciDigest.Matches(digest, content))
        {
            throw new ConnectorException(FailureKind.IntegrityMismatch, $"{what} is not what its digest {digest} names; it is {OciDigest.Of(content)}.");
        }
    }

    private async Task<HttpResponseMessage> PageAsync(Uri url, string scope, string what, CancellationToken cancellationToken)
    {
        var response = await SendAsync(HttpMethod.Get, url, scope, [], _options.Document, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await FailAsync(response, what, cancellationToken);
        }
    }

    private Task<ConnectorException> FailAsync(HttpResponseMessage response, string what, CancellationToken cancellationToken) =>
        RegistryErrors.ReadAsync(response, Location.Host, what, _authenticator.Clean, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri url, string scope, string[] accept, int limit, CancellationToken cancellationToken)
    {
        var header = await _authenticator.HeaderAsync(scope, cancellationToken);
        for (var attempt = 0; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, url);
            request.Options.Set(HttpPipeline.BodyLimit, limit);
            request.Headers.Authorization = header;
            foreach (var type in accept)
            {
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
            }

            Interlocked.Increment(ref _calls);
            var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode != HttpStatusCode.Unauthorized || attempt == 2 || !response.Headers.TryGetValues("WWW-Authenticate", out var challenges))
            {
                return response;
            }

            try
            {
                var answer = await _authenticator.AnswerAsync(challenges, scope, header, cancellationToken);
                if (answer is null)
                {
                    return response;
                }

                header = answer;
            }
            catch
            {
                response.Dispose();
                throw;
            }

            response.Dispose();
        }
    }
}

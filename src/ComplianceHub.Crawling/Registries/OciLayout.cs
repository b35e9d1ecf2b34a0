using ComplianceHub.Crawling.Connections;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Registries;

/// <summary>One OCI image layout, read as a repository whose tags are the <c>org.opencontainers.image.ref.name</c> of its index's entries.</summary>
internal sealed class OciLayout(string folder, string host, string name, RegistryOptions options) : ImageSource(host, name)
{
    private const string RefName = "org.opencontainers.image.ref.name";
    private Dictionary<string, OciDescriptor>? _tags;

    public override async IAsyncEnumerable<string> TagsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var content = await ReadAsync("index.json", cancellationToken);
        if (!OciDocuments.TryReadIndex(content, out var index, out var error))
        {
            throw new ConnectorException(FailureKind.Malformed, $"index.json of {Name} cannot be read. {error}");
        }

        _tags = new Dictionary<string, OciDescriptor>(StringComparer.Ordinal);
        foreach (var entry in index.Manifests)
        {
            // Some tools write the whole reference there; the tag is what follows its last colon.
            if (entry.Annotations.TryGetValue(RefName, out var reference))
            {
                _tags[reference.Contains('/', StringComparison.Ordinal) ? reference[(reference.LastIndexOf(':') + 1)..] : reference] = entry;
            }
        }

        foreach (var tag in _tags.Keys)
        {
            yield return tag;
        }
    }

    public override async Task<TagState> TagAsync(string tag, CancellationToken cancellationToken)
    {
        if (_tags is null || !_tags.TryGetValue(tag, out var entry))
        {
            throw new ConnectorException(FailureKind.NotFound, $"{Name} has no tag {tag}.");
        }

        // Files are cheap: what a tag names is verified each time, so that a file that broke is found.
        var document = await BlobAsync(entry.Digest, entry.Size, entry.MediaType, $"The manifest of {Name}:{tag}", cancellationToken);
        return new TagState(entry.Digest, document);
    }

    public override Task<RegistryDocument> ManifestAsync(string digest, long? size, CancellationToken cancellationToken) =>
        BlobAsync(digest, size, "", $"The manifest of {Name}@{digest}", cancellationToken);

    public override Task<RegistryDocument> ConfigAsync(OciDescriptor config, CancellationToken cancellationToken) =>
        BlobAsync(config.Digest, config.Size, config.MediaType, $"The config of {Name}", cancellationToken);

    private async Task<RegistryDocument> BlobAsync(string digest, long? size, string mediaType, string what, CancellationToken cancellationToken)
    {
        var separator = digest.IndexOf(':', StringComparison.Ordinal);
        var content = await ReadAsync(Path.Combine("blobs", digest[..separator], digest[(separator + 1)..]), cancellationToken);
        return (size is { } expected && content.Length != expected)
            ? throw new ConnectorException(FailureKind.IntegrityMismatch, $"{what} has {content.Length} bytes where {expected} were announced.")
            : !OciDigest.Matches(digest, content)
            ? throw new ConnectorException(FailureKind.IntegrityMismatch, $"{what} is not what its digest {digest} names; it is {OciDigest.Of(content)}.")
            : new RegistryDocument(digest, mediaType, content);
    }

    private async Task<byte[]> ReadAsync(string relative, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, relative);
        try
        {
            for (var at = path; at.Length > folder.Length; at = Path.GetDirectoryName(at) ?? "")
            {
                if (new FileInfo(at).LinkTarget is not null)
                {
                    throw new ConnectorException(FailureKind.Forbidden, $"{relative} of {Name} is a symbolic link; links are not followed.");
                }
            }

            var info = new FileInfo(path);
            if (!info.Exists)
            {
                throw new ConnectorException(FailureKind.NotFound, $"{Name} has no {relative}.");
            }

            if (info.Length > options.Document)
            {
                throw new ConnectorException(FailureKind.TooLarge, $"{relative} of {Name} has {info.Length} bytes; at most {options.Document} are read.");
            }

            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ConnectorException(FailureKind.Forbidden, $"{relative} of {Name} may not be read.", null, exception);
        }
        catch (IOException exception)
        {
            throw new ConnectorException(FailureKind.Unreachable, $"{relative} of {Name} cannot be read: {exception.Message}", null, exception);
        }
    }
}

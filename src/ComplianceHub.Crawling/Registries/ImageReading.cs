using ComplianceHub.Crawling.Connections;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Registries;

/// <summary>
/// Reads an image's documents from its digest down: index, manifests, configs; those that are stored are not read again. Either all of them are stored
/// or none, so that a stored index or manifest means that what it names is stored as well.
/// </summary>
internal sealed class ImageReading(FactStore store, ImageSource source, RegistryOptions options)
{
    private readonly List<RegistryDocument> _documents = [];
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private bool _hasImage;
    private DateTime? _created;

    /// <summary>Reads and stores.</summary>
    /// <param name="root">The document, where it was fetched already.</param>
    /// <returns>Whether it is an image, when it was made as far as configs were read now, and how many documents are new.</returns>
    public async Task<(bool IsImage, DateTime? Created, int Stored)> ReadAsync(string digest, RegistryDocument? root, CancellationToken cancellationToken)
    {
        await ReadAsync(digest, root, null, 1, cancellationToken);
        var stored = _hasImage && _documents.Count > 0 ? await store.SaveDocumentsAsync(_documents, cancellationToken) : 0;
        return (_hasImage, _created, stored);
    }

    private async Task ReadAsync(string digest, RegistryDocument? fetched, OciDescriptor? entry, int depth, CancellationToken cancellationToken)
    {
        if (!_visited.Add(digest))
        {
            return;
        }

        if (_visited.Count > OciImages.MostEntries)
        {
            throw new ConnectorException(FailureKind.TooLarge, $"The index names more than {OciImages.MostEntries} manifests.");
        }

        if (await IsStoredAsync(digest, cancellationToken))
        {
            _hasImage = true;
            return;
        }

        var document = fetched ?? await source.ManifestAsync(digest, entry?.Size, cancellationToken);
        var mediaType = MediaTypeOf(document, entry);
        var (kind, reason) = OciDocuments.Classify(mediaType, document.Content);
        switch (kind)
        {
            case OciKind.Index when depth > OciImages.DeepestIndex:
                throw new ConnectorException(FailureKind.TooLarge, $"Indexes are nested more than {OciImages.DeepestIndex} deep.");
            case OciKind.Index:
                await ReadIndexAsync(document, depth, cancellationToken);
                break;
            case OciKind.Manifest:
                await ReadManifestAsync(document, cancellationToken);
                break;
            case OciKind.Artifact:
                return;
            default:
                throw new ConnectorException(FailureKind.Malformed, $"{digest} cannot be read. {reason}");
        }

        _documents.Add(document with { MediaType = mediaType ?? (kind == OciKind.Index ? OciMediaTypes.Index : OciMediaTypes.Manifest) });
    }

    private async Task ReadIndexAsync(RegistryDocument document, int depth, CancellationToken cancellationToken)
    {
        if (!OciDocuments.TryReadIndex(document.Content, out var index, out var error))
        {
            throw new ConnectorException(FailureKind.Malformed, $"The index {document.Digest} cannot be read. {error}");
        }

        ConnectorException? absent = null;
        foreach (var child in index.Images.Where(c => OciMediaTypes.IsIndex(c.MediaType) || OciMediaTypes.IsManifest(c.MediaType)))
        {
            try
            {
                await ReadAsync(child.Digest, null, child, depth + 1, cancellationToken);
            }
            catch (ConnectorException exception) when (exception.Failure == FailureKind.NotFound)
            {
                absent ??= exception;

                // "A registry may lack some of an index's manifests": the image is what is there (https://github.com/opencontainers/image-spec/blob/main/image-index.md).
            }
        }

        if (absent is not null && !_hasImage)
        {
            throw absent;
        }
    }

    private async Task ReadManifestAsync(RegistryDocument document, CancellationToken cancellationToken)
    {
        if (!OciDocuments.TryReadManifest(document.Content, out var manifest, out var error))
        {
            throw new ConnectorException(FailureKind.Malformed, $"The manifest {document.Digest} cannot be read. {error}");
        }

        if (!await IsStoredAsync(manifest.Config.Digest, cancellationToken))
        {
            if (manifest.Config.Size > options.Document)
            {
                throw new ConnectorException(
                    FailureKind.TooLarge, $"The config {manifest.Config.Digest} is said to have {manifest.Config.Size} bytes; at most {options.Document} are read.");
            }

            var config = await source.ConfigAsync(manifest.Config, cancellationToken);
            if (!OciDocuments.TryReadConfig(config.Content, out var facts, out error))
            {
                throw new ConnectorException(FailureKind.Malformed, $"The config {config.Digest} cannot be read. {error}");
            }

            // Reproducible builds give all their images the same, early time.
            _created ??= facts.Created is { Year: > 1980 } created ? created : null;
            _documents.Add(config);
        }

        _hasImage = true;
    }

    private async Task<bool> IsStoredAsync(string digest, CancellationToken cancellationToken) => !(await store.MissingDocumentsAsync([digest], cancellationToken)).Contains(digest);

    private static string? MediaTypeOf(RegistryDocument document, OciDescriptor? entry)
    {
        var delivered = OciMediaTypes.Normalise(document.MediaType);
        return delivered is null || entry is null || delivered == entry.MediaType
            ? delivered ?? entry?.MediaType
            : throw new ConnectorException(FailureKind.Malformed, $"{entry.Digest} is {entry.MediaType} to its index but was delivered as {delivered}.");
    }
}

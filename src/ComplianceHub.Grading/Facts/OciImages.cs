using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ComplianceHub.Grading.Facts;

/// <summary>Puts an image together from stored documents: an index's platforms, or a single manifest. Pure.</summary>
public static class OciImages
{
    /// <summary>How deep indexes may be nested.</summary>
    public const int DeepestIndex = 3;

    /// <summary>How many entries an image's indexes may have together.</summary>
    public const int MostEntries = 200;

    /// <summary>Reads an image.</summary>
    /// <param name="documents">Finds a stored document by digest; null when it is not stored. Entries that are not stored are left out: registries may keep a part of an index.</param>
    /// <param name="error">Why there is no image: nothing stored, malformed, an artefact.</param>
    public static bool TryRead(
        string registry,
        string repository,
        string? tag,
        string digest,
        Func<string, RegistryDocument?> documents,
        [NotNullWhen(true)] out ImageFacts? image,
        out string error)
    {
        var reader = new Reader(documents);
        reader.Read(digest, null, 1);
        error = reader.Error;
        image = reader.Platforms.Count == 0 ? null : new ImageFacts(registry, repository, tag, digest, [.. reader.Platforms]);
        return image is not null;
    }

    private sealed class Reader(Func<string, RegistryDocument?> documents)
    {
        private readonly HashSet<string> _visited = [];

        public List<PlatformFacts> Platforms { get; } = [];

        public string Error { get; private set; } = "";

        public void Read(string digest, OciDescriptor? entry, int depth)
        {
            if (!_visited.Add(digest) || _visited.Count > MostEntries)
            {
                return;
            }

            if (documents(digest) is not { } document)
            {
                Fail($"{digest} was not read.");
                return;
            }

            var classification = OciDocuments.Classify(document.MediaType, document.Content);
            if (classification.Kind == OciKind.Manifest)
            {
                ReadManifest(document, entry);
            }
            else if (classification.Kind != OciKind.Index)
            {
                Fail(classification.Reason);
            }
            else if (depth > DeepestIndex)
            {
                Fail($"Its indexes are nested more than {DeepestIndex} deep.");
            }
            else if (OciDocuments.TryReadIndex(document.Content, out var index, out var error))
            {
                foreach (var child in index.Images)
                {
                    Read(child.Digest, child, depth + 1);
                }

                Fail("The index names no image.");
            }
            else
            {
                Fail(error);
            }
        }

        private void ReadManifest(RegistryDocument document, OciDescriptor? entry)
        {
            if (!OciDocuments.TryReadManifest(document.Content, out var manifest, out var error))
            {
                Fail(error);
            }
            else if (documents(manifest.Config.Digest) is not { } stored)
            {
                Fail($"The config {manifest.Config.Digest} was not read.");
            }
            else if (!OciDocuments.TryReadConfig(stored.Content, out var config, out error))
            {
                Fail(error);
            }
            else
            {
                Platforms.Add(OciDocuments.ToPlatformFacts(document.Digest, manifest, config, entry));
            }
        }

        // The first reason is the one to tell.
        private void Fail(string error) => Error = Error.Length == 0 && Platforms.Count == 0 ? error : Error;
    }
}

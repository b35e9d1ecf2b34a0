using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Crawling.Registries;

/// <summary>A repository of images to read from, be it a registry's or a folder. What it returns was verified; failures are <see cref="Connections.ConnectorException"/>.</summary>
internal abstract class ImageSource(string host, string name)
{
    /// <summary>Registry host as image references name it.</summary>
    public string Host { get; } = host;

    public string Name { get; } = name;

    public abstract IAsyncEnumerable<string> TagsAsync(CancellationToken cancellationToken);

    public abstract Task<TagState> TagAsync(string tag, CancellationToken cancellationToken);

    /// <param name="size">As announced; null when nothing announced it.</param>
    public abstract Task<RegistryDocument> ManifestAsync(string digest, long? size, CancellationToken cancellationToken);

    public abstract Task<RegistryDocument> ConfigAsync(OciDescriptor config, CancellationToken cancellationToken);
}

namespace ComplianceHub.Storage.Entities;

/// <summary>What ShellCheck says of the scripts of a text. Compressed and encrypted like the text itself: it quotes from it.</summary>
public sealed class ShellCheckAnswer
{
    /// <summary>Git blob id of the Dockerfile.</summary>
    public required string BlobSha { get; init; }

    /// <summary>Which program answered what was made of the text; another stamp means that it must be asked again.</summary>
    public required string Stamp { get; init; }

    public required byte[] Content { get; init; }
}

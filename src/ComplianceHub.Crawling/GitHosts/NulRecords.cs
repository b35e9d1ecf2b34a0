using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>Reads records that end with NUL, as git prints them with <c>-z</c>, without holding the whole output.</summary>
internal static class NulRecords
{
    // Git's own limit of a path is 4,096 bytes.
    private const int MaxRecordLength = 64 * 1024;

    // Throws on what is no UTF-8: such a path could not be told from another one.
    private static readonly UTF8Encoding s_strict = new(false, true);

    /// <summary>The records, without their NUL. A record that is not UTF-8 comes as null.</summary>
    public static async IAsyncEnumerable<string?> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)0) is { } end)
            {
                yield return Text(buffer.Slice(0, end));
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (buffer.Length > MaxRecordLength)
            {
                throw new GitException(FailureKind.TooLarge, "A path is longer than 64 KiB");
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                break;
            }
        }

        await reader.CompleteAsync();
    }

    private static string? Text(ReadOnlySequence<byte> bytes)
    {
        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}

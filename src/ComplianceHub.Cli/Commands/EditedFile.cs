using System.Text;

namespace ComplianceHub.Cli.Commands;

/// <summary>A file that is read to be changed: what was on the disk is remembered byte for byte.</summary>
internal sealed class EditedFile
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _bytes;

    private EditedFile(string path, byte[] bytes)
    {
        Path = path;
        _bytes = bytes;
        Text = s_strict.GetString(bytes);
    }

    public string Path { get; }

    /// <summary>All of it: a byte order mark is its first character, line breaks are as they are.</summary>
    public string Text { get; }

    /// <summary>Null, and a sentence why, for a file that cannot be read or is not UTF-8: written back, it would be another one.</summary>
    public static EditedFile? Read(string path, out string? problem)
    {
        problem = null;
        try
        {
            return new(path, File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException)
        {
            problem = "is not valid UTF-8 and is left alone";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
        }

        return null;
    }

    /// <summary>
    /// Replaces the file as a whole, with its permissions, so that nobody ever reads half of it; a link's target is replaced, not the link. Gives null, or a
    /// sentence why the file is as it was.
    /// </summary>
    public string? Write(string text)
    {
        string? temporary = null;
        try
        {
            var full = System.IO.Path.GetFullPath(Path);
            var file = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
            // Replacing needs no right to write the file itself, but asking for it is what a user expects of a read-only one.
            using (File.OpenWrite(file))
            {
            }

            temporary = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file) ?? "", $".{System.IO.Path.GetRandomFileName()}.tmp");
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(s_strict.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(file));
            }

            if (!File.ReadAllBytes(file).AsSpan().SequenceEqual(_bytes))
            {
                return "was changed by somebody else meanwhile and is left alone";
            }

            File.Move(temporary, file, overwrite: true);
            temporary = null;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
        finally
        {
            Discard(temporary);
        }
    }

    private static void Discard(string? temporary)
    {
        try
        {
            if (temporary is not null)
            {
                File.Delete(temporary);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The reason why nothing was written is told already.
        }
    }
}

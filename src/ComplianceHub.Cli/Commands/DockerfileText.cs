using System.Text;

namespace ComplianceHub.Cli.Commands;

/// <summary>Reads files the way a build does: as UTF-8, whatever is in them.</summary>
internal static class DockerfileText
{
    /// <summary>The text, its byte order mark included, or a sentence that says why there is none.</summary>
    public static (string? Text, string? Problem) Read(string path)
    {
        try
        {
            return (Encoding.UTF8.GetString(File.ReadAllBytes(path)), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }
}

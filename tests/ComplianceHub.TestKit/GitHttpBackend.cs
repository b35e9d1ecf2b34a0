using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ComplianceHub.TestKit;

/// <summary>Bridges a request to Git's own <c>git http-backend</c>, by RFC 3875.</summary>
internal static class GitHttpBackend
{
    /// <param name="root">Folder of repositories.</param>
    /// <param name="path">A repository in it, and what is asked of it.</param>
    public static async Task ServeAsync(HttpContext context, string root, string? path)
    {
        var request = context.Request;
        var start = new ProcessStartInfo("git", ["http-backend"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_PROJECT_ROOT"] = root;
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["REQUEST_METHOD"] = request.Method;
        start.Environment["PATH_INFO"] = path;
        start.Environment["QUERY_STRING"] = request.QueryString.Value?.TrimStart('?');
        start.Environment["CONTENT_TYPE"] = request.ContentType;
        start.Environment["HTTP_CONTENT_ENCODING"] = request.Headers.ContentEncoding;
        start.Environment["GIT_PROTOCOL"] = request.Headers["Git-Protocol"];
        using var backend = Process.Start(start)!;
        var error = backend.StandardError.ReadToEndAsync();
        var feeding = FeedAsync(request, backend);
        var output = new BufferedStream(backend.StandardOutput.BaseStream);
        while (ReadLine(output) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (line[..colon], line[(colon + 1)..].Trim());
            if (name.Equals("Status", StringComparison.OrdinalIgnoreCase))
            {
                context.Response.StatusCode = int.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture);
            }
            else
            {
                context.Response.Headers[name] = value;
            }
        }

        await output.CopyToAsync(context.Response.Body);
        await feeding;
        await backend.WaitForExitAsync();
        await error;
    }

    private static async Task FeedAsync(HttpRequest request, Process backend)
    {
        try
        {
            await request.Body.CopyToAsync(backend.StandardInput.BaseStream);
            backend.StandardInput.Close();
        }
        catch (IOException)
        {
            // It had enough.
        }
    }

    private static string ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        int character;
        while ((character = stream.ReadByte()) is not (-1 or '\n'))
        {
            line.Append((char)character);
        }

        return line.ToString().TrimEnd('\r');
    }
}

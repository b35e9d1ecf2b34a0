using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Benchmarks;

/// <summary>Parses each recorded case and compares it, node by node, with what BuildKit's own parser printed.</summary>
internal static class BuildKitAgreement
{
    public static int Run(string recorded, string corpus)
    {
        var (agreed, total) = (0, 0);
        foreach (var line in ReadLines(recorded))
        {
            using var json = JsonDocument.Parse(line);
            var expected = json.RootElement;
            var text = expected.TryGetProperty("dockerfile", out var inline)
                ? inline.GetString()!
                : Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(corpus, expected.GetProperty("path").GetString()!)));
            total++;
            if (Difference(expected, Dockerfile.Parse(text)) is { } difference)
            {
                Console.WriteLine($"{expected.GetProperty("case").GetString()}: {difference}");
            }
            else
            {
                agreed++;
            }
        }

        Console.WriteLine($"{agreed} of {total} agree");
        return agreed == total ? 0 : 1;
    }

    private static IEnumerable<string> ReadLines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static string? Difference(JsonElement expected, Dockerfile actual)
    {
        var error = actual.Errors.FirstOrDefault(e => e.Kind == ParseErrorKind.Syntax);
        if (!expected.GetProperty("ok").GetBoolean())
        {
            var message = expected.GetProperty("error").GetString()!;
            return error is null ? $"no error, but BuildKit says {message}"
                : error.Message.StartsWith(message, StringComparison.Ordinal) ? Directives(expected, actual)
                : $"error '{error.Message}', but BuildKit says '{message}'";
        }

        if (error is not null)
        {
            return $"line {error.Line}: {error.Message}, but BuildKit accepts";
        }

        if (expected.GetProperty("escape").GetString() != actual.Escape.ToString())
        {
            return "escape";
        }

        var nodes = expected.GetProperty("ast").EnumerateArray().ToList();
        if (nodes.Count != actual.Instructions.Length)
        {
            return $"{actual.Instructions.Length} instructions, but BuildKit has {nodes.Count}";
        }

        for (var i = 0; i < nodes.Count; i++)
        {
            if (BuildKitNode.Difference(nodes[i], actual.Instructions[i], actual) is { } difference)
            {
                return $"instruction {i}, line {actual.Instructions[i].StartLine}: {difference}";
            }
        }

        var warnings = expected.GetProperty("warnings").EnumerateArray().Select(w => w.GetProperty("line").GetInt32());
        if (!warnings.SequenceEqual(actual.Instructions.Where(i => i.HasEmptyContinuation).Select(i => actual.Lines.LineAt(i.LogicalEnd))))
        {
            return "empty continuation lines";
        }

        return Directives(expected, actual);
    }

    private static string? Directives(JsonElement expected, Dockerfile actual)
    {
        foreach (var name in (ReadOnlySpan<string>)["syntax", "check"])
        {
            var directive = actual.Directives.FirstOrDefault(d => d.Name == name);
            if (Text(expected, name) != directive?.Value || Text(expected, name + "_cmdline") != directive?.CommandLine)
            {
                return $"directive {name}: '{directive?.Value}'";
            }
        }

        return null;
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}

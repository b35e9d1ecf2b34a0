using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>
/// Parser directives (https://docs.docker.com/reference/dockerfile/#parser-directives). BuildKit looks at them three times:
/// its parser for <c>escape</c>, and before that its front end for <c>syntax</c> and <c>check</c>, by slightly other rules.
/// </summary>
internal sealed class DirectiveReader
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly string _comment;
    private bool _done;

    private DirectiveReader(string comment) => _comment = comment;

    /// <summary>The reader the parser proper uses.</summary>
    public static DirectiveReader ForParser() => new("#");

    /// <summary>Reads a line whose leading white space has been dropped; null when it is no directive.</summary>
    public (string Name, string Value)? Read(ReadOnlySpan<char> line, out string? error)
    {
        error = null;
        if (_done || Match(line) is not { } found)
        {
            _done = true;
            return null;
        }

        if (!_seen.Add(found.Name))
        {
            error = $"only one {found.Name} parser directive can be used";
            return null;
        }

        return found;
    }

    /// <summary>The directives as front end and parser see them, in order of lines.</summary>
    public static ImmutableArray<Directive> Merge(string text, IReadOnlyList<Directive> ofParser)
    {
        var result = ImmutableArray.CreateBuilder<Directive>();
        result.AddRange(ofParser.Where(d => d.Name == "escape"));
        if (Detect(text, "syntax", "#") is { } syntax)
        {
            result.Add(syntax);
        }
        else if (Detect(text, "syntax", "//") is { } slashes)
        {
            result.Add(slashes);
        }
        else if (SyntaxOfJson(text) is { } json)
        {
            result.Add(json);
        }

        if (Detect(text, "check", "#") is { } check)
        {
            result.Add(check);
        }

        result.Sort((a, b) => a.Line.CompareTo(b.Line));
        return result.ToImmutable();
    }

    private static Directive? Detect(string text, string name, string comment)
    {
        var reader = new DirectiveReader(comment);
        var cursor = new LineCursor(text);
        while (cursor.MoveNext() && !reader._done)
        {
            if (cursor.Number == 1 && cursor.Line.StartsWith("#!"))
            {
                continue;
            }

            var found = reader.Read(cursor.Line, out var error);
            if (error is not null)
            {
                return null;
            }

            if (found is { } directive && directive.Name == name)
            {
                var blank = directive.Value.IndexOf(' ', StringComparison.Ordinal);
                return new Directive(name, blank < 0 ? directive.Value : directive.Value[..blank], cursor.Number) { CommandLine = directive.Value };
            }
        }

        return null;
    }

    private static Directive? SyntaxOfJson(string text)
    {
        var start = text.StartsWith('\uFEFF') ? 1 : 0;
        start = Blank.SkipUnicode(text, start, text.Length);
        if (start >= text.Length || text[start] != '{')
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text, start, text.Length - start));
            return document.RootElement.TryGetProperty("syntax", out var value) && value.ValueKind == JsonValueKind.String
                ? new Directive("syntax", value.GetString() ?? "", 1) { CommandLine = value.GetString() ?? "" }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in the value.
            return null;
        }
    }

    private (string Name, string Value)? Match(ReadOnlySpan<char> line)
    {
        if (!line.StartsWith(_comment))
        {
            return null;
        }

        line = line[_comment.Length..].TrimStart();
        var length = 0;
        while (length < line.Length && (length == 0 ? char.IsAsciiLetter(line[0]) : char.IsAsciiLetterOrDigit(line[length])))
        {
            length++;
        }

        var key = line[..length];
        var rest = line[length..].TrimStart(" \t\n\f\r");
        if (length == 0 || rest.IsEmpty || rest[0] != '=')
        {
            return null;
        }

        rest = rest[1..];
        var value = rest.Trim(" \t\n\f\r");
        if (value.IsEmpty)
        {
            if (rest.IsEmpty)
            {
                return null;
            }

            // The pattern wants one character at least, and takes the last blank then.
            value = rest[^1..];
        }

        foreach (var name in (ReadOnlySpan<string>)["escape", "syntax", "check"])
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return (name, value.ToString());
            }
        }

        return null;
    }
}

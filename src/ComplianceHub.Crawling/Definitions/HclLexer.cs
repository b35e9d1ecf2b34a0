using System.Collections.Immutable;

namespace ComplianceHub.Crawling.Definitions;

internal enum HclTokenKind
{
    /// <summary>A name, a number or a keyword.</summary>
    Word,

    /// <summary>A quoted template, without its quotes and as written.</summary>
    Template,

    /// <summary>A here-document: never what we look for.</summary>
    Heredoc,
    Symbol,
    NewLine,
    End,
}

/// <param name="Line">1-based.</param>
internal readonly record struct HclToken(HclTokenKind Kind, string Text, int Line);

/// <summary>Cuts HCL into tokens, https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md; in one pass, and never fails: a stray character is a symbol.</summary>
internal static class HclLexer
{
    public static ImmutableArray<HclToken> Read(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<HclToken>();
        var line = 1;
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            var kind = HclTokenKind.Symbol;
            var rest = text.AsSpan(at);
            switch (text[at])
            {
                case '\n':
                    tokens.Add(new HclToken(HclTokenKind.NewLine, "", line++));
                    at++;
                    continue;
                case ' ' or '\t' or '\r' or '\uFEFF':
                    at++;
                    continue;
                case '#':
                case '/' when rest.StartsWith("//"):
                    at = EndOf(text, '\n', at);
                    continue;
                case '/' when rest.StartsWith("/*"):
                    var close = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                    at = close < 0 ? text.Length : close + 2;
                    line += text.AsSpan(start, at - start).Count('\n');
                    continue;
                case '"':
                    at = EndOfTemplate(text, at + 1);
                    tokens.Add(new HclToken(HclTokenKind.Template, text[(start + 1)..at], line));
                    line += text.AsSpan(start, at - start).Count('\n');
                    at = Math.Min(text.Length, at + 1);
                    continue;
                case '<' when rest.StartsWith("<<"):
                    at = EndOfHeredoc(text, at);
                    tokens.Add(new HclToken(HclTokenKind.Heredoc, "", line));
                    line += text.AsSpan(start, at - start).Count('\n');
                    continue;
                case var c when char.IsLetterOrDigit(c) || c == '_':
                    kind = HclTokenKind.Word;
                    while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '-'))
                    {
                        at++;
                    }

                    break;
                default:
                    at++;
                    break;
            }

            tokens.Add(new HclToken(kind, text[start..at], line));
        }

        tokens.Add(new HclToken(HclTokenKind.NewLine, "", line));
        tokens.Add(new HclToken(HclTokenKind.End, "", line));
        return tokens.ToImmutable();
    }

    /// <summary>The quote that ends a template: not an escaped one, and none inside of <c>${…}</c>. A line end ends it, too.</summary>
    private static int EndOfTemplate(string text, int at)
    {
        var depth = 0;
        var quoted = false;
        for (; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (depth == 0)
            {
                if (text[at] == '"')
                {
                    return at;
                }

                // "${" opens; "$${" is written for a dollar and a brace.
                var rest = text.AsSpan(at);
                depth = rest.StartsWith("${") || rest.StartsWith("%{") ? 1 : 0;
                at += rest.StartsWith("$${") || rest.StartsWith("%%{") ? 2 : depth;
            }
            else
            {
                // A quoted text inside of an interpolation hides its braces.
                quoted ^= text[at] == '"';
                depth += quoted ? 0 : text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
            }
        }

        return Math.Min(at, text.Length);
    }

    private static int EndOfHeredoc(string text, int at)
    {
        var start = at + 2;
        start += start < text.Length && text[start] == '-' ? 1 : 0;
        var end = EndOf(text, '\n', start);
        var mark = text[Math.Min(start, end)..end].Trim();
        while (end < text.Length)
        {
            var next = EndOf(text, '\n', end + 1);
            if (text.AsSpan(end + 1, next - end - 1).Trim().SequenceEqual(mark))
            {
                return next;
            }

            end = next;
        }

        return end;
    }

    private static int EndOf(string text, char character, int from)
    {
        var end = from >= text.Length ? -1 : text.IndexOf(character, from);
        return end < 0 ? text.Length : end;
    }
}

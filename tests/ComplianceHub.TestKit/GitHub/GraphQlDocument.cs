using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ComplianceHub.TestKit.GitHub;

/// <summary>A part of a query: a field, an inline fragment (with a type) or the spread of a named one.</summary>
internal sealed record GraphQlSelection(
    string? Alias, string Name, ImmutableDictionary<string, object?> Arguments, ImmutableArray<GraphQlSelection> Selections, bool IsFragment, bool IsSpread);

/// <summary>A reference to a variable.</summary>
internal sealed record GraphQlVariable(string Name);

/// <summary>Parses what crawlers send of the query language, https://spec.graphql.org: one query, fragments, arguments of every kind; no directives, no mutations.</summary>
internal sealed class GraphQlDocument
{
    private readonly List<string> _tokens;
    private int _at;

    private GraphQlDocument(string text)
    {
        _tokens = Tokens(text);
        while (_at < _tokens.Count)
        {
            if (Peek() == "fragment")
            {
                Next();
                var name = Next();
                Expect("on");
                Fragments[name] = (Next(), Selections());
                continue;
            }

            if (Peek() == "query")
            {
                Next();
                if (Peek() is not ("{" or "("))
                {
                    Next();
                }

                Variables = Peek() == "(" ? Declarations() : [];
            }

            Query = Selections();
        }
    }

    public ImmutableArray<GraphQlSelection> Query { get; } = [];

    /// <summary>Declared variables; with whether they must be given.</summary>
    public Dictionary<string, bool> Variables { get; } = [];

    public Dictionary<string, (string Type, ImmutableArray<GraphQlSelection> Selections)> Fragments { get; } = [];

    /// <exception cref="FormatException">It is no query.</exception>
    public static GraphQlDocument Parse(string text) => new(text);

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || c is ',' or '\uFEFF')
            {
                i++;
            }
            else if (c is '{' or '}' or '(' or ')' or '[' or ']' or ':' or '!' or '$' or '=')
            {
                tokens.Add(c.ToString());
                i++;
            }
            else if (text.AsSpan(i).StartsWith("..."))
            {
                tokens.Add("...");
                i += 3;
            }
            else if (c == '"')
            {
                var end = text.IndexOf('"', i + 1);
                tokens.Add(text[i..(end + 1)]);
                i = end + 1;
            }
            else if (char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            {
                var start = i;
                while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '_' or '-'))
                {
                    i++;
                }

                tokens.Add(text[start..i]);
            }
            else
            {
                throw new FormatException($"Unexpected character {c}");
            }
        }

        return tokens;
    }

    private string Peek() => _at < _tokens.Count ? _tokens[_at] : throw new FormatException("Unexpected end of document");

    private string Next()
    {
        var token = Peek();
        _at++;
        return token;
    }

    private void Expect(string token)
    {
        if (Next() != token)
        {
            throw new FormatException($"Expected {token}");
        }
    }

    private Dictionary<string, bool> Declarations()
    {
        var declared = new Dictionary<string, bool>();
        Expect("(");
        while (Peek() != ")")
        {
            Expect("$");
            var name = Next();
            Expect(":");
            var type = new StringBuilder();
            while (Peek() is not ("$" or ")" or "="))
            {
                type.Append(Next());
            }

            declared[name] = type.ToString().EndsWith('!');
        }

        Expect(")");
        return declared;
    }

    private ImmutableArray<GraphQlSelection> Selections()
    {
        var selections = ImmutableArray.CreateBuilder<GraphQlSelection>();
        Expect("{");
        while (Peek() != "}")
        {
            selections.Add(Selection());
        }

        Expect("}");
        return selections.ToImmutable();
    }

    private GraphQlSelection Selection()
    {
        if (Peek() == "...")
        {
            Next();
            if (Peek() != "on")
            {
                return new GraphQlSelection(null, Next(), ImmutableDictionary<string, object?>.Empty, [], false, true);
            }

            Next();
            return new GraphQlSelection(null, Next(), ImmutableDictionary<string, object?>.Empty, Selections(), true, false);
        }

        var name = Next();
        string? alias = null;
        if (_at < _tokens.Count && Peek() == ":")
        {
            Next();
            (alias, name) = (name, Next());
        }

        var arguments = Peek() == "(" ? Arguments("(", ")") : ImmutableDictionary<string, object?>.Empty;
        return new GraphQlSelection(alias, name, arguments, Peek() == "{" ? Selections() : [], false, false);
    }

    private ImmutableDictionary<string, object?> Arguments(string open, string close)
    {
        var arguments = ImmutableDictionary.CreateBuilder<string, object?>();
        Expect(open);
        while (Peek() != close)
        {
            var name = Next();
            Expect(":");
            arguments[name] = Value();
        }

        Expect(close);
        return arguments.ToImmutable();
    }

    private object? Value()
    {
        switch (Peek())
        {
            case "$":
                Next();
                return new GraphQlVariable(Next());
            case "{":
                return Arguments("{", "}");
            case "[":
                Next();
                var items = new List<object?>();
                while (Peek() != "]")
                {
                    items.Add(Value());
                }

                Next();
                return items;
            default:
                var token = Next();
                return token[0] == '"' ? token[1..^1] : token == "null" ? null : long.TryParse(token, CultureInfo.InvariantCulture, out var number) ? number : token;
        }
    }
}

using System.Collections.Immutable;
using System.Text;

namespace ComplianceHub.Crawling.Registries;

/// <summary>A challenge of a <c>WWW-Authenticate</c> header, https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1.</summary>
internal sealed record AuthChallenge(string Scheme, ImmutableDictionary<string, string> Parameters)
{
    public string? this[string name] => Parameters.GetValueOrDefault(name);

    public bool Is(string scheme) => string.Equals(Scheme, scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads all challenges of all headers. One header may hold several (<c>Bearer realm="…",service="…", Basic realm="…"</c>), with or without commas in quoted
    /// values; what cannot be read is skipped.
    /// </summary>
    public static ImmutableArray<AuthChallenge> Parse(IEnumerable<string> headers)
    {
        var found = ImmutableArray.CreateBuilder<AuthChallenge>();
        foreach (var header in headers)
        {
            new Reader(header, found).Read();
        }

        return found.ToImmutable();
    }

    private sealed class Reader(string text, ImmutableArray<AuthChallenge>.Builder found)
    {
        private int _at;

        public void Read()
        {
            string? scheme = null;
            var parameters = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
            for (SkipCommas(); _at < text.Length; SkipCommas())
            {
                var word = Token();
                if (word.Length == 0)
                {
                    // Not a token: a token68 remainder or rubbish.
                    _at++;
                    continue;
                }

                SkipSpaces();
                if (scheme is not null && _at < text.Length && text[_at] == '=')
                {
                    _at++;
                    SkipSpaces();
                    parameters[word] = _at < text.Length && text[_at] == '"' ? Quoted() : Value();
                    continue;
                }

                if (scheme is not null)
                {
                    found.Add(new AuthChallenge(scheme, parameters.ToImmutable()));
                    parameters.Clear();
                }

                scheme = word;
                SkipToken68();
            }

            if (scheme is not null)
            {
                found.Add(new AuthChallenge(scheme, parameters.ToImmutable()));
            }
        }

        // "Negotiate YII==": a blob after the scheme, not parameters.
        private void SkipToken68()
        {
            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '-' or '.' or '_' or '~' or '+' or '/'))
            {
                _at++;
            }

            var end = _at;
            while (_at < text.Length && text[_at] == '=')
            {
                _at++;
            }

            _at = end > start && (_at == text.Length || text[_at] == ',') ? _at : start;
        }

        private void SkipCommas()
        {
            while (_at < text.Length && (text[_at] is ',' or ' ' or '\t'))
            {
                _at++;
            }
        }

        private void SkipSpaces()
        {
            while (_at < text.Length && text[_at] is ' ' or '\t')
            {
                _at++;
            }
        }

        private string Token()
        {
            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || "!#$%&'*+-.^_`|~".Contains(text[_at], StringComparison.Ordinal)))
            {
                _at++;
            }

            return text[start.._at];
        }

        private string Value()
        {
            var start = _at;
            while (_at < text.Length && text[_at] is not (',' or ' ' or '\t'))
            {
                _at++;
            }

            return text[start.._at];
        }

        private string Quoted()
        {
            var value = new StringBuilder();
            for (_at++; _at < text.Length && text[_at] != '"'; _at++)
            {
                if (text[_at] == '\\' && _at + 1 < text.Length)
                {
                    _at++;
                }

                value.Append(text[_at]);
            }

            _at++;
            return value.ToString();
        }
    }
}

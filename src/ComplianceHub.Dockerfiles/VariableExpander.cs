using ComplianceHub.Dockerfiles.Parsing;

namespace ComplianceHub.Dockerfiles;

/// <summary>Expansion of a word in a scope; see https://docs.docker.com/reference/dockerfile/#environment-replacement.</summary>
internal static class VariableExpander
{
    public static Expansion Expand(string text, StageScope scope, char escape)
    {
        var result = Process(text, scope, escape, out var missing, out var error);
        return new Expansion(result is { Known: true } known ? known.Text : null, [.. missing], error);
    }

    /// <summary>As <see cref="Expand"/>, but an unknown reference stays in the text as written.</summary>
    public static Lexed? Process(string text, StageScope scope, char escape, out IReadOnlyList<string> missing, out string? error)
    {
        missing = [];
        error = null;
        if (text.AsSpan().IndexOfAny("$'\"\\`") < 0)
        {
            return new Lexed(text, true);
        }

        var source = new VariableSource(scope);
        var lexer = new WordLexer(text, escape, LexerOptions.None, source);
        var result = lexer.Process();
        missing = source.Missing;
        error = lexer.Error;
        return result;
    }

    /// <summary>Removes quotes and escapes, but leaves references as written; text with unbalanced quotes stays as it is.</summary>
    public static string Unquote(string text, char escape) =>
        text.AsSpan().IndexOfAny("'\"\\`") < 0 ? text : new WordLexer(text, escape, LexerOptions.KeepVariables, null).Process()?.Text ?? text;
}

using System.Buffers;
using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>
/// Command lines that hand over a credential: log-in commands, <c>curl -u</c>, <c>aws configure set</c>, <c>--password value</c>. Words are split
/// roughly (white space, quotes, control operators), so that it works on any text: scripts, here-documents, history lines, JSON arrays.
/// </summary>
internal static class SecretCommands
{
    private static readonly ImmutableArray<LogIn> s_logIns =
    [
        new("docker login", ["docker", "login"], ["-p"]), new("podman login", ["podman", "login"], ["-p"]), new("nerdctl login", ["nerdctl", "login"], ["-p"]),
        new("buildah login", ["buildah", "login"], ["-p"]), new("skopeo login", ["skopeo", "login"], ["-p"]), new("oras login", ["oras", "login"], ["-p"]),
        new("crane auth login", ["crane", "login"], ["-p"]), new("helm registry login", ["helm", "login"], ["-p"]), new("az login", ["az", "login"], ["-p"]),
        new("doctl auth init", ["doctl", "auth", "init"], ["-t"]), new("sshpass", ["sshpass"], ["-p"]), new("mysql", ["mysql"], ["-p"], GluedOnly: true),
        new("mysqladmin", ["mysqladmin"], ["-p"], GluedOnly: true), new("mysqldump", ["mysqldump"], ["-p"], GluedOnly: true), new("mariadb", ["mariadb"], ["-p"], GluedOnly: true),
        new("dotnet nuget add source", ["dotnet", "nuget", "add"], ["-p"]), new("curl", ["curl"], ["-u", "--user"], AfterColon: true),
        new("keytool", ["keytool"], ["-storepass", "-keypass"]),
    ];

    private static readonly SearchValues<char> s_ends = SearchValues.Create(" \t\r\n;|&()");

    /// <summary>A text without any of these holds no such command.</summary>
    private static readonly SearchValues<string> s_hints = SearchValues.Create(
        ["login", "doctl", "sshpass", "mysql", "mariadb", "nuget", "curl", "keytool", .. SecretNames.Stems], StringComparison.OrdinalIgnoreCase);

    /// <summary>What carries a value, and the value. A value may be a variable.</summary>
    public static List<(string Carrier, TextSpan Value)> Find(string text)
    {
        var found = new List<(string, TextSpan)>();
        if (text.AsSpan().ContainsAny(s_hints))
        {
            foreach (var words in CommandLines(text))
            {
                FindInCommand(text, words, found);
            }
        }

        return found;
    }

    private static void FindInCommand(string text, List<TextSpan> words, List<(string Carrier, TextSpan Value)> found)
    {
        var logIn = LogInOf(text, words);
        for (var i = 0; i < words.Count; i++)
        {
            var word = WordAt(text, words, i);
            TextSpan? next = i + 1 < words.Count ? words[i + 1] : null;
            if (next is { } value && IsSecretOption(word) && WordAt(text, words, i + 1) is not ['-', ..])
            {
                found.Add((logIn?.Carrier ?? word.ToString(), value));
            }
            else if (logIn is not null && logIn.Read(word, words[i], next) is { } secret)
            {
                found.Add((logIn.Carrier, logIn.AfterColon ? AfterColon(text, secret) : secret));
            }
            else if (next is { } setting && i > 1 && WordAt(text, words, i - 1) is "set" && SetterOf(text, words, i) is { } setter)
            {
                found.Add((setter, setting));
            }
        }
    }

    private static ReadOnlySpan<char> WordAt(string text, List<TextSpan> words, int index) => text.AsSpan(words[index].Start, words[index].Length);

    private static LogIn? LogInOf(string text, List<TextSpan> words)
    {
        foreach (var logIn in s_logIns)
        {
            if (Array.TrueForAll(logIn.Words, w => Calls(text, words, w)))
            {
                return logIn;
            }
        }

        return null;
    }

    /// <summary>Whether a word is the program, with or without its folder.</summary>
    private static bool Calls(string text, List<TextSpan> words, string program)
    {
        foreach (var span in words)
        {
            if (span.Length >= program.Length && text.AsSpan(span.Start, span.Length) is var word && word.EndsWith(program, StringComparison.Ordinal)
                && (word.Length == program.Length || word[^(program.Length + 1)] == '/'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>--password</c>, with its value in the next word.</summary>
    private static bool IsSecretOption(ReadOnlySpan<char> word) =>
        word is ['-', '-', _, ..] && word[2..].IndexOfAny('=', ' ') < 0 && word[^1] != '-' && SecretNames.Of(word[2..]) == SecretNameStrength.Plain;

    /// <summary><c>aws configure set</c>, <c>npm config set</c> and <c>yarn config set</c> of a key that holds a secret.</summary>
    private static string? SetterOf(string text, List<TextSpan> words, int key)
    {
        var name = WordAt(text, words, key);
        if ((name.EndsWith("aws_secret_access_key", StringComparison.Ordinal) || name.EndsWith("aws_session_token", StringComparison.Ordinal)) && Has(text, words, "aws"))
        {
            return "aws configure set";
        }

        var isToken = name.EndsWith("_authToken", StringComparison.Ordinal) || name.EndsWith("_auth", StringComparison.Ordinal) || name is "npmAuthToken" or "_password";
        return isToken && WordAt(text, words, key - 2) is "config" ? (Has(text, words, "yarn") ? "yarn" : "npm") + " config set" : null;
    }

    private static bool Has(string text, List<TextSpan> words, string word)
    {
        foreach (var span in words)
        {
            if (text.AsSpan(span.Start, span.Length).SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    private static TextSpan AfterColon(string text, TextSpan span)
    {
        var colon = text.IndexOf(':', span.Start, span.Length);
        return colon < 0 ? new(span.End, 0) : TextSpan.FromBounds(colon + 1, span.End);
    }

    /// <summary>The words of each command, without their quotes.</summary>
    private static IEnumerable<List<TextSpan>> CommandLines(string text)
    {
        var words = new List<TextSpan>();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c is '\n' or ';' or '|' or '&' or '(' or ')')
            {
                if (words.Count > 0)
                {
                    yield return words;
                    words = [];
                }

                i++;
            }
            else if (c is ' ' or '\t' or '\r' or ',' or '[' or ']')
            {
                i++;
            }
            else if (c is '\\' or '`' && i + 1 < text.Length && text[i + 1] is '\n' or '\r')
            {
                i += text[i + 1] == '\r' ? 3 : 2;
            }
            else
            {
                var word = ReadWord(text, i, out i);
                if (word.Length > 0)
                {
                    words.Add(word);
                }
            }
        }

        if (words.Count > 0)
        {
            yield return words;
        }
    }

    private static TextSpan ReadWord(string text, int start, out int next)
    {
        if (text[start] is '"' or '\'')
        {
            var close = text.IndexOf(text[start], start + 1);
            if (close > 0)
            {
                next = close + 1;
                return TextSpan.FromBounds(start + 1, close);
            }
        }

        var length = text.AsSpan(start + 1).IndexOfAny(s_ends);
        next = length < 0 ? text.Length : start + 1 + length;
        var end = text[next - 1] is '"' or '\'' or ']' && next - start > 1 ? next - 1 : next;
        return TextSpan.FromBounds(start, end);
    }

    private sealed record LogIn(string Carrier, string[] Words, string[] Options, bool GluedOnly = false, bool AfterColon = false)
    {
        public TextSpan? Read(ReadOnlySpan<char> word, TextSpan span, TextSpan? next)
        {
            foreach (var option in Options)
            {
                if (!GluedOnly && word.SequenceEqual(option))
                {
                    return next;
                }

                if (word.Length > option.Length && word.StartsWith(option, StringComparison.Ordinal) && !option.StartsWith("--", StringComparison.Ordinal) && option.Length == 2)
                {
                    var skip = option.Length + (word[option.Length] is '=' or '"' or '\'' ? 1 : 0);
                    return new(span.Start + skip, span.Length - skip);
                }
            }

            return null;
        }
    }
}

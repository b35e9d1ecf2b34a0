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

    private static readonly System.Buffers.SearchValues<char> s_ends = System.Buffers.SearchValues.Create(" \t\r\n;|&()");

    private static readonly string[] s_awsKeys = ["aws_secret_access_key", "aws_session_token"];

    /// <summary>What carries a value, and the value. A value may be a variable.</summary>
    public static IEnumerable<(string Carrier, TextSpan Value)> Find(string text)
    {
        foreach (var words in CommandLines(text))
        {
            foreach (var found in InCommand(text, words))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<(string Carrier, TextSpan Value)> InCommand(string text, List<TextSpan> words)
    {
        string At(int i) => text.Substring(words[i].Start, words[i].Length);
        var texts = Enumerable.Range(0, words.Count).Select(At).ToList();
        var logIn = s_logIns.FirstOrDefault(l => l.Words.All(w => texts.Exists(t => t == w || t.EndsWith('/' + w, StringComparison.Ordinal))));
        for (var i = 0; i < words.Count; i++)
        {
            var next = i + 1 < words.Count ? words[i + 1] : (TextSpan?)null;
            if (next is { } value && texts[i].StartsWith("--", StringComparison.Ordinal) && texts[i].AsSpan(2).IndexOfAny('=', ' ') < 0 && texts[i][^1] != '-'
                && SecretNames.Of(texts[i].AsSpan(2)) == SecretNameStrength.Plain && !texts[i + 1].StartsWith('-'))
            {
                yield return (logIn?.Carrier ?? texts[i], value);
            }
            else if (logIn is not null && logIn.Read(texts[i], words[i], next) is { } secret)
            {
                yield return (logIn.Carrier, logIn.AfterColon ? AfterColon(text, secret) : secret);
            }
            else if (next is { } set && i > 1 && texts[i - 1] == "set" && (texts.Contains("aws") && s_awsKeys.Any(k => texts[i].EndsWith(k, StringComparison.Ordinal))))
            {
                yield return ("aws configure set", set);
            }
            else if (next is { } config && i > 1 && texts[i - 1] == "set" && texts[i - 2] == "config"
                && (texts[i].EndsWith("_authToken", StringComparison.Ordinal) || texts[i].EndsWith("_auth", StringComparison.Ordinal) || texts[i] is "npmAuthToken" or "_password"))
            {
                yield return ((texts.Contains("yarn") ? "yarn" : "npm") + " config set", config);
            }
        }
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
        public TextSpan? Read(string word, TextSpan span, TextSpan? next)
        {
            foreach (var option in Options)
            {
                if (!GluedOnly && word == option)
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

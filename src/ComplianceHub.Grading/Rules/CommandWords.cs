using System.Collections.Immutable;
using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Grading.Rules;

/// <summary>Looks through the programs that only run another one: sudo, env, exec, time, xargs …</summary>
public static class CommandWords
{
    /// <summary>Options of the wrappers that take the next word.</summary>
    private static readonly HashSet<string> s_valued = new(StringComparer.Ordinal) { "-u", "-g", "-n", "-I", "-P", "-L", "-s", "-k", "-d", "--user", "--group" };

    /// <summary>The words from the program that does the work on; empty when there is none.</summary>
    public static ImmutableArray<ShellWord> Of(ShellCommand command)
    {
        var words = command.Words;
        for (var wrapper = command.Name; IsWrapper(wrapper); wrapper = words.IsEmpty ? "" : BaseName(words[0]))
        {
            var i = 1;
            while (i < words.Length && (words[i].Value.StartsWith('-') || words[i].Value.Contains('=', StringComparison.Ordinal) || (wrapper is "timeout" or "gosu" or "su-exec" && i == 1)))
            {
                i += s_valued.Contains(words[i].Value) && wrapper is not "env" ? 2 : 1;
            }

            words = i < words.Length ? words[i..] : [];
        }

        return words;
    }

    /// <summary>Base name of the program that does the work; empty when it is not known.</summary>
    public static string NameOf(ShellCommand command) => !IsWrapper(command.Name) ? command.Name : Of(command) is [var first, ..] ? BaseName(first) : "";

    /// <summary><c>a{b,c}d</c> as the shell expands it, one level for each brace, at most 64 words.</summary>
    public static IEnumerable<string> ExpandBraces(string word)
    {
        var open = word.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : word.IndexOf('}', open);
        if (close < 0 || (open > 0 && word[open - 1] == '$') || !word.AsSpan(open, close - open).Contains(','))
        {
            return [word];
        }

        return word[(open + 1)..close].Split(',').SelectMany(part => ExpandBraces(word[..open] + part + word[(close + 1)..])).Take(64);
    }

    private static bool IsWrapper(string name) => name is "sudo" or "env" or "command" or "exec" or "nohup" or "time" or "nice" or "ionice" or "eatmydata" or "chronic" or "xargs" or "timeout"
        or "retry" or "gosu" or "su-exec" or "unbuffer" or "stdbuf";

    private static string BaseName(ShellWord word) => word.IsDynamic ? "" : word.Value[(word.Value.LastIndexOf('/') + 1)..];
}

using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Grading.Rules.Runtime;

/// <summary>A JSON array for a command whose words are plain, so that no shell was needed to read them.</summary>
internal static class ExecFormFix
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("*?[]{}~!#\"'");

    /// <summary>What only a shell can do.</summary>
    private static readonly HashSet<string> s_builtins =
        ["cd", "export", "set", "unset", "source", ".", "ulimit", "umask", "eval", "trap", "alias", "read", "shift", "wait", "command", "type", "hash", "exit", "return", "break", "continue", ":", "times", "jobs", "fg", "bg"];

    public static ImmutableArray<TextEdit> Of(Stage stage, CommandInstruction instruction)
    {
        var file = stage.File;
        // The exec form of ENTRYPOINT is given CMD's words, its shell form is not.
        if (instruction is EntrypointInstruction && stage.EffectiveCmd is not null)
        {
            return [];
        }

        var words = Words(instruction.Script.Trim());
        var start = instruction.NameSpan.End;
        while (start < instruction.Span.End && file.Text[start] is ' ' or '\t')
        {
            start++;
        }

        var span = TextSpan.FromBounds(start, instruction.Span.End);
        var isPosix = stage.ShellAt(instruction).Kind is ShellKind.Posix or ShellKind.Bash;
        return words.IsEmpty || !(isPosix || words.All(w => w.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '/' or '-' or '_' or ':'))) || !instruction.Flags.IsEmpty || HasComment(file, instruction) ? [] : [new(span, Json(words))];
    }

    /// <summary>Empty unless it is one command of literal words.</summary>
    private static ImmutableArray<string> Words(string script)
    {
        var parsed = ShellScript.Parse(script);
        if (parsed is not { Errors.IsEmpty: true, Functions.IsEmpty: true, Commands: [{ Assignments.IsEmpty: true, Redirections.IsEmpty: true, GroupDepth: 0, SubstitutionDepth: 0, PipesOutput: false } command] }
            || command.Span != new TextSpan(0, script.Length) || command.Words.IsEmpty || !command.Words.All(IsLiteral))
        {
            return [];
        }

        var words = command.Words.Select(w => w.Value).ToImmutableArray();
        words = words[0] == "exec" ? words[1..] : words;
        return words.IsEmpty || words[0].StartsWith('-') || s_builtins.Contains(words[0]) ? [] : words;
    }

    /// <summary>No variable, no pattern, no home directory, no braces, no escape.</summary>
    private static bool IsLiteral(ShellWord word) => !word.IsDynamic && !word.Raw.Contains('\\', StringComparison.Ordinal)
        && (word.Raw is ['"' or '\'', .., '"' or '\''] ? word.Value == word.Raw[1..^1] : word.Raw == word.Value && !word.Raw.AsSpan().ContainsAny(s_special));

    private static bool HasComment(Dockerfile file, CommandInstruction instruction)
    {
        for (var line = instruction.StartLine + 1; line <= instruction.EndLine; line++)
        {
            if (Fixes.LineEdits.TextOf(file, line).TrimStart() is ['#', ..] or [])
            {
                return true;
            }
        }

        return false;
    }

    private static string Json(ImmutableArray<string> words)
    {
        var json = new StringBuilder("[");
        foreach (var word in words)
        {
            json.Append(json.Length > 1 ? ", \"" : "\"");
            foreach (var c in word)
            {
                json.Append(c is '"' or '\\' ? $"\\{c}" : c < ' ' ? $"\\u{(int)c:x4}" : c.ToString());
            }

            json.Append('"');
        }

        return json.Append(']').ToString();
    }
}

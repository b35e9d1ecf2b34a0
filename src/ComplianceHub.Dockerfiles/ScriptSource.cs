using System.Collections.Immutable;
using System.Text;
using ComplianceHub.Dockerfiles.Parsing;
using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Dockerfiles;

/// <summary>The text a shell gets to read, and the way from its offsets back to the Dockerfile.</summary>
internal sealed class ScriptSource
{
    private readonly List<(int Start, Func<int, int> ToPhysical)> _parts = [];

    private ScriptSource(string text) => Text = text;

    public string Text { get; private set; }

    /// <summary>The shell an exec form or a <c>#!</c> line names; null when the stage's shell reads the text.</summary>
    public StageShell? Shell { get; private init; }

    /// <summary>The one command of an exec form that calls no shell.</summary>
    public ShellCommand? Command { get; private init; }

    public static ScriptSource Of(RunInstruction run)
    {
        if (run.Form == CommandForm.Exec)
        {
            return OfExec(run);
        }

        if (run.Heredocs is [var only] && HeredocWord.TryParse(run.Script.Trim(), out _) is not null)
        {
            return OfBody(only);
        }

        var source = new ScriptSource(run.Script);
        var line = run.Line;
        source._parts.Add((0, offset => line?.ToPhysical(run.ScriptOffset + offset) ?? run.Span.Start));
        if (!run.Heredocs.IsEmpty)
        {
            source.AppendHeredocs(run.Heredocs);
        }

        return source;
    }

    public int ToPhysical(int offset)
    {
        var index = _parts.Count - 1;
        while (index > 0 && _parts[index].Start > offset)
        {
            index--;
        }

        return _parts[index].ToPhysical(offset - _parts[index].Start);
    }

    /// <summary>A here-document that stands alone is the script; a first line <c>#!</c> names its interpreter.</summary>
    private static ScriptSource OfBody(Heredoc heredoc)
    {
        var shell = heredoc.Content.StartsWith("#!", StringComparison.Ordinal) ? Interpreter(heredoc.Content) : null;
        var source = new ScriptSource(heredoc.Content) { Shell = shell };
        source.AddBody(0, heredoc, heredoc.Content);
        return source;
    }

    private static StageShell Interpreter(string content)
    {
        var line = content.AsSpan(2, (content.IndexOf('\n', StringComparison.Ordinal) is var feed && feed < 0 ? content.Length : feed) - 2);
        return StageShell.Of([.. line.ToString().Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)]);
    }

    private static ScriptSource OfExec(RunInstruction run)
    {
        var words = run.Arguments;
        var shell = StageShell.Of([.. words.Select(w => w.Text)]);
        var option = ScriptOption(words, shell.Kind);
        if (option > 0)
        {
            var word = words[option + 1];
            var script = new ScriptSource(word.Text) { Shell = shell };
            script._parts.Add((0, offset => word.Span.Start + RawOffset(run, word, offset)));
            return script;
        }

        var text = new StringBuilder();
        var shellWords = ImmutableArray.CreateBuilder<ShellWord>(words.Length);
        var parts = new List<(int, Func<int, int>)>();
        foreach (var word in words)
        {
            if (text.Length > 0)
            {
                text.Append(' ');
            }

            var start = text.Length;
            parts.Add((start, offset => word.Span.Start + RawOffset(run, word, offset)));
            shellWords.Add(new ShellWord(word.Text, word.Text, start) { IsDynamic = false });
            text.Append(word.Text);
        }

        // No shell reads it, so that rules for POSIX commands hold; a shell of another kind without script stays what it is.
        var source = new ScriptSource(text.ToString())
        {
            Shell = shell.Kind == ShellKind.Other ? shell with { Kind = ShellKind.Posix } : shell,
            Command = new ShellCommand { Words = shellWords.MoveToImmutable(), Span = new TextSpan(0, text.Length) },
        };
        source._parts.AddRange(parts);
        if (source._parts.Count == 0)
        {
            source._parts.Add((0, _ => run.Span.Start));
        }

        return source;
    }

    /// <summary>The index of <c>-c</c> (also bundled: <c>-ec</c>) before a script, or 0.</summary>
    private static int ScriptOption(ImmutableArray<Word> words, ShellKind kind)
    {
        for (var i = 1; i + 1 < words.Length; i++)
        {
            var option = words[i].Text;
            var isScript = kind switch
            {
                ShellKind.Posix or ShellKind.Bash => option is ['-', not '-', ..] && option.EndsWith('c'),
                ShellKind.Cmd => option.Equals("/c", StringComparison.OrdinalIgnoreCase),
                ShellKind.PowerShell => option.Equals("-command", StringComparison.OrdinalIgnoreCase) || option.Equals("-c", StringComparison.OrdinalIgnoreCase),
                _ => false,
            };
            if (isScript)
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>Where the decoded character stands in the JSON string, its opening quote included.</summary>
    private static int RawOffset(RunInstruction run, Word word, int offset)
    {
        var raw = run.Line is { } line ? line.Text : "";
        var start = run.Line?.ToLogical(word.Span.Start) ?? -1;
        if (start < 0)
        {
            return 0;
        }

        var position = start + 1;
        for (var decoded = 0; decoded < offset && position < raw.Length; decoded++)
        {
            position += raw[position] != '\\' ? 1 : position + 1 < raw.Length && raw[position + 1] == 'u' ? 6 : 2;
        }

        return run.Line!.ToPhysical(Math.Min(position, raw.Length)) - word.Span.Start;
    }

    /// <summary>As BuildKit hands them on: each body and its terminator on lines behind the command.</summary>
    private void AppendHeredocs(ImmutableArray<Heredoc> heredocs)
    {
        var text = new StringBuilder(Text).Append('\n');
        foreach (var heredoc in heredocs)
        {
            AddBody(text.Length, heredoc, heredoc.Content);
            text.Append(heredoc.Content);
            var end = heredoc.Span.End;
            _parts.Add((text.Length, _ => end));
            text.Append(heredoc.Name).Append('\n');
        }

        Text = text.ToString();
    }

    private void AddBody(int start, Heredoc heredoc, string content)
    {
        var tabs = heredoc.TabsPerLine;
        if (tabs.IsEmpty)
        {
            _parts.Add((start, offset => Math.Min(heredoc.Span.Start + offset, heredoc.Span.End)));
            return;
        }

        // Stripped tabs stand before each line.
        _parts.Add((start, offset =>
        {
            var line = content.AsSpan(0, Math.Min(offset, content.Length)).Count('\n');
            var stripped = 0;
            for (var i = 0; i <= line && i < tabs.Length; i++)
            {
                stripped += tabs[i];
            }

            return Math.Min(heredoc.Span.Start + offset + stripped, heredoc.Span.End);
        }));
    }
}

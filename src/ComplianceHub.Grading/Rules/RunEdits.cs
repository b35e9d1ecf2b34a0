using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Rules;

/// <summary>
/// Edits of the script of a RUN. No edits where the place is too odd: in an exec form, in a line of an image's history, where a word is not written as
/// the shell reads it, or where a comment stands in what would go.
/// </summary>
internal static class RunEdits
{
    /// <summary>Commands that change what the rest of their shell does.</summary>
    private static readonly HashSet<string> s_stateful =
    [
        "cd", "pushd", "popd", "export", "unset", "set", "shopt", "source", ".", "umask", "ulimit", "trap", "alias", "eval", "exec", "exit", "return", "declare", "typeset", "local",
        "readonly", "readarray", "mapfile", "read", "getopts", "shift", "wait", "hash", "enable", "emulate", "setopt", "nvm", "workon", "conda",
    ];

    /// <summary>Writes text directly behind a word.</summary>
    public static ImmutableArray<TextEdit> InsertBehind(this RunStep step, ShellWord word, string text) =>
        PlaceOf(step, word) is { } span ? [new(new(span.End, 0), text)] : [];

    public static ImmutableArray<TextEdit> Replace(this RunStep step, ShellWord word, string text) => PlaceOf(step, word) is { } span ? [new(span, text)] : [];

    /// <summary>Takes neighbouring words out, with what stands between them and the word before.</summary>
    public static ImmutableArray<TextEdit> RemoveWords(this RunStep step, params ReadOnlySpan<ShellWord> words) =>
        step.Declared is { } run && PlaceOf(step, words[0]) is not null && PlaceOf(step, words[^1]) is { } last && words[0].Offset > 0
            ? RemoveBetween(run, EndBefore(run, step, words[0].Offset), last.End) : [];

    /// <summary>Takes a word out with what stands between it and another one behind it.</summary>
    public static ImmutableArray<TextEdit> RemoveUpTo(this RunStep step, ShellWord word, ShellWord next) =>
        step.Declared is { } run && PlaceOf(step, word) is { } from && PlaceOf(step, next) is { } to ? RemoveBetween(run, from.Start, to.Start) : [];

    /// <summary>Takes an option out, with its value. One of several in a word, <c>-yq</c>, is left alone.</summary>
    public static ImmutableArray<TextEdit> RemoveOption(this RunStep step, PackageCommand command, PackageOption option)
    {
        var text = option.Word.Value;
        if (text != option.Name && !text.StartsWith(option.Name + "=", StringComparison.Ordinal))
        {
            return [];
        }

        if (option.Value is null || text.Contains('=', StringComparison.Ordinal))
        {
            return step.RemoveWords(option.Word);
        }

        var index = command.Command.Words.IndexOf(option.Word);
        return index >= 0 && index + 1 < command.Command.Words.Length ? step.RemoveWords(option.Word, command.Command.Words[index + 1]) : [];
    }

    /// <summary>Takes an assignment before a command out; one that stands alone goes as the command that it is.</summary>
    public static ImmutableArray<TextEdit> RemoveAssignment(this RunStep step, ShellCommand command, string name)
    {
        if (command.Words.IsEmpty && command.Assignments.Length == 1)
        {
            return step.RemoveCommand(command);
        }

        var index = command.Assignments.Select(a => a.Name).ToList().IndexOf(name);
        if (!IsPlain(step, out var run) || index < 0)
        {
            return [];
        }

        var start = command.Assignments[index].Value.Offset - name.Length - 1;
        var next = index + 1 < command.Assignments.Length ? command.Assignments[index + 1].Value.Offset - command.Assignments[index + 1].Name.Length - 1 : command.Words.IsEmpty ? -1 : command.Words[0].Offset;
        return next > start && start >= 0 && step.Text.AsSpan(start).StartsWith(name + "=") ? RemoveBetween(run, run.OffsetAt(start), run.OffsetAt(next)) : [];
    }

    /// <summary>Takes a command out of a list of commands; the RUN goes when it has no other.</summary>
    public static ImmutableArray<TextEdit> RemoveCommand(this RunStep step, ShellCommand command)
    {
        if (!IsPlain(step, out var run) || command is not { GroupDepth: 0, SubstitutionDepth: 0, PipesInput: false, PipesOutput: false, StandardInput: null })
        {
            return [];
        }

        var next = step.Commands.FirstOrDefault(c => c.Span.Start >= command.Span.End);
        var before = step.Text[..command.Span.Start].TrimEnd();
        if (before.Length == 0)
        {
            return next is null ? run.Instruction.Span.Start == run.Instruction.NameSpan.Start && IsOwn(run) ? LineEdits.Remove(run.Stage.File, run.Instruction) : []
                : next.Connector is ShellConnector.And or ShellConnector.Sequence && Joins(step, command.Span.End, next.Span.Start)
                    ? RemoveBetween(run, run.OffsetAt(command.Span.Start), run.OffsetAt(next.Span.Start)) : [];
        }

        var joiner = before.EndsWith("&&", StringComparison.Ordinal) ? 2 : before.EndsWith(';') && !before.EndsWith(";;", StringComparison.Ordinal) ? 1 : 0;
        return joiner > 0 && next?.Connector is null or ShellConnector.And or ShellConnector.Sequence
            ? RemoveBetween(run, EndBefore(run, step, before.Length - joiner), run.OffsetAt(command.Span.End - 1) + 1) : [];
    }

    /// <summary>Adds a last command, which runs when all before it went well.</summary>
    public static ImmutableArray<TextEdit> Append(this RunStep step, string command)
    {
        if (!IsPlain(step, out var run) || step.Commands.IsEmpty
            || step.Commands.Any(c => c.StandardInput is not null || c.Redirections.Any(r => r.Operator.StartsWith("<<", StringComparison.Ordinal) && r.Operator != "<<<")
                || (c is { GroupDepth: 0, SubstitutionDepth: 0 } && c.Name is "exit" or "exec" or "return")))
        {
            return [];
        }

        var end = step.Text.TrimEnd();
        if (end.EndsWith(';') || end.EndsWith('&') || end.EndsWith('|') || end.AsSpan(Math.Min(end.Length, step.Commands[^1].Span.End)).Contains('#'))
        {
            return [];
        }

        return [new(new(run.OffsetAt(end.Length - 1) + 1, 0), RunStyle.Of(step).Separator + command)];
    }

    /// <summary>Adds a first command; the rest runs when it went well. Behind a leading <c>set -e</c>.</summary>
    public static ImmutableArray<TextEdit> Prepend(this RunStep step, string command)
    {
        if (!IsPlain(step, out var run) || step.Commands.IsEmpty || step.Text.TrimStart() is not { Length: > 0 } text)
        {
            return [];
        }

        if (BeginsWithSetE(step) && step.Commands.Length > 1)
        {
            var second = step.Commands[1];
            var before = step.Text[..second.Span.Start].TrimEnd();
            return before.EndsWith(';') ? [new(new(run.OffsetAt(second.Span.Start), 0), command + "; ")]
                : before.EndsWith("&&", StringComparison.Ordinal) && IsChain(step) ? [new(new(run.OffsetAt(second.Span.Start), 0), command + " && ")] : [];
        }

        return IsChain(step) ? [new(new(run.OffsetAt(step.Text.Length - text.Length), 0), command + " && ")] : [];
    }

    /// <summary>Makes one RUN of two that follow each other; comments between them stay.</summary>
    public static ImmutableArray<TextEdit> Join(this RunStep first, RunStep second)
    {
        if (!IsPlain(first, out var one) || !IsPlain(second, out var two) || !IsOwn(one) || !IsOwn(two) || !one.Instruction.Heredocs.IsEmpty || !two.Instruction.Heredocs.IsEmpty
            || !IsChain(second) || ChangesState(first) || !Flags(one).SequenceEqual(Flags(two)) || first.Text.TrimEnd() is not { Length: > 0 } text
            || text[^1] is ';' or '&' or '|' || text.AsSpan(Math.Min(text.Length, first.Commands[^1].Span.End)).Contains('#') || second.Text.TrimStart().Length == 0)
        {
            return [];
        }

        var file = one.Stage.File;
        var end = one.OffsetAt(text.Length - 1) + 1;
        if (file.Lines.LineAt(end) != one.Instruction.EndLine)
        {
            return [];
        }

        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        edits.Add(new(new(end, 0), $" {file.Escape}"));
        for (var line = one.Instruction.EndLine + 1; line < two.Instruction.StartLine; line++)
        {
            if (LineEdits.TextOf(file, line).Trim().IsEmpty)
            {
                edits.Add(LineEdits.RemoveLine(file, line));
            }
        }

        var start = second.Text.Length - second.Text.TrimStart().Length;
        edits.Add(new(TextSpan.FromBounds(two.Instruction.NameSpan.Start, two.OffsetAt(start)), "    && "));
        return edits.ToImmutable();
    }

    /// <summary>Whether all of its commands are joined by <c>&amp;&amp;</c>, so that it can stand behind another command without changing what it means.</summary>
    public static bool IsChain(RunStep step) => step.Commands.All(c => c.SubstitutionDepth > 0 || c.Connector is ShellConnector.None or ShellConnector.And or ShellConnector.Pipe);

    /// <summary>Whether commands behind it in the same shell would notice it.</summary>
    public static bool ChangesState(RunStep step) => step.Commands.Any(c => s_stateful.Contains(c.Name) || (c.Words.IsEmpty && !c.Assignments.IsEmpty) || c.Name.Length == 0);

    /// <summary>Whether the script says first that it ends with the first command that fails.</summary>
    public static bool BeginsWithSetE(RunStep step) => step.Commands is [{ Name: "set", GroupDepth: 0 } set, ..] && set.Arguments.Any(a => a.Value is ['-', not '-', ..] && a.Value.Contains('e', StringComparison.Ordinal));

    /// <summary>A RUN's script in shell form, or a here-document that is all of it.</summary>
    private static bool IsPlain(RunStep step, [NotNullWhen(true)] out RunScript? run)
    {
        run = step.Declared;
        return run is { Instruction: { Form: CommandForm.Shell } instruction }
            && (instruction.Heredocs.IsEmpty || (instruction.Heredocs is [var body] && step.Text == body.Content));
    }

    /// <summary>Whether the RUN is an instruction of its own, not ONBUILD's.</summary>
    private static bool IsOwn(RunScript run) => run.Stage.Instructions.Contains(run.Instruction);

    private static IEnumerable<(string, string?)> Flags(RunScript run) => run.Instruction.Flags.Select(f => (f.Name, f.Value));

    /// <summary>Where a word stands in the text, if it is written there as the shell has it.</summary>
    private static TextSpan? PlaceOf(RunStep step, ShellWord word)
    {
        if (step.Declared is not { Instruction.Form: CommandForm.Shell } run || word.Raw.Length == 0)
        {
            return null;
        }

        var span = run.SpanOf(word.Span);
        return run.Stage.File.Text.AsSpan(span.Start, span.Length).SequenceEqual(word.Raw) ? span : null;
    }

    /// <summary>Behind the last character before the offset of the script that is no blank.</summary>
    private static int EndBefore(RunScript run, RunStep step, int offset)
    {
        var before = step.Text.AsSpan(0, offset).TrimEnd().Length;
        return before == 0 ? run.OffsetAt(0) : run.OffsetAt(before - 1) + 1;
    }

    private static ImmutableArray<TextEdit> RemoveBetween(RunScript run, int start, int end)
    {
        var text = run.Stage.File.Text;
        return end > start && !text.AsSpan(start, end - start).Contains('#') ? [new(TextSpan.FromBounds(start, end), "")] : [];
    }

    /// <summary>Whether nothing but one joiner stands between two places: no <c>!</c>, no bracket, no keyword.</summary>
    private static bool Joins(RunStep step, int end, int start) => step.Text[end..start].Trim() is "&&" or ";" or "";
}

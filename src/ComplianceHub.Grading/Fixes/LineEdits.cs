using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Fixes;

/// <summary>Edits of whole lines of a Dockerfile. No edits where the place is too odd.</summary>
internal static class LineEdits
{
    /// <summary>What tools read from comments: it holds for the instruction below.</summary>
    private static readonly string[] s_pragmas = ["hadolint", "check=", "checkov", "trivy:", "kics", "compliancehub", "shellcheck", "renovate", "dependabot", "syntax="];

    /// <summary>The file's own line break: that of its first line.</summary>
    public static string LineBreak(Dockerfile file) => file.Text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var feed && file.Text[feed - 1] == '\r' ? "\r\n" : "\n";

    /// <summary>Writes lines above an instruction and the comments that stand directly above it, as far indented as it is.</summary>
    public static ImmutableArray<TextEdit> Above(Dockerfile file, Instruction instruction, params ReadOnlySpan<string> lines)
    {
        var start = LineStart(file, TopOf(file, instruction));
        var indent = Indent(file, instruction);
        return [new(new(start, 0), string.Concat(lines.ToArray().Select(l => indent + l + LineBreak(file))))];
    }

    /// <summary>Writes lines below an instruction, as far indented as it is.</summary>
    public static ImmutableArray<TextEdit> Below(Dockerfile file, Instruction instruction, params ReadOnlySpan<string> lines)
    {
        var last = TextOf(file, instruction.EndLine).Trim();
        // A continuation that leads nowhere would swallow what follows it.
        if (instruction.Heredocs.IsEmpty && (last.IsEmpty || last[^1] == file.Escape || (last[0] == '#' && instruction.EndLine > instruction.StartLine)))
        {
            return [];
        }

        var indent = Indent(file, instruction);
        return instruction.EndLine < file.Lines.Count
            ? [new(new(LineStart(file, instruction.EndLine + 1), 0), string.Concat(lines.ToArray().Select(l => indent + l + LineBreak(file))))]
            : [new(new(file.Text.Length, 0), string.Concat(lines.ToArray().Select(l => LineBreak(file) + indent + l)))];
    }

    /// <summary>
    /// Writes lines into a stage where nothing of its build comes behind them: above its CMD or ENTRYPOINT, else below its last instruction.
    /// </summary>
    public static ImmutableArray<TextEdit> AtEnd(Stage stage, params ReadOnlySpan<string> lines)
    {
        var last = stage.Instructions.LastOrDefault(i => i is RunInstruction or CopyInstruction or AddInstruction or WorkdirInstruction or UserInstruction or ArgInstruction or OnbuildInstruction);
        var start = (last ?? stage.From).EndLine;
        return stage.Instructions.FirstOrDefault(i => i.StartLine > start && i is CmdInstruction or EntrypointInstruction) is { } command
            ? Above(stage.File, command, lines) : Below(stage.File, stage.Instructions.LastOrDefault() ?? stage.From, lines);
    }

    /// <summary>Takes an instruction out with its lines. What a tool reads from the comment above it would pass on to the next one: then nothing is done.</summary>
    public static ImmutableArray<TextEdit> Remove(Dockerfile file, Instruction instruction)
    {
        if (instruction.Comments.Any(c => s_pragmas.Any(p => c.Contains(p, StringComparison.OrdinalIgnoreCase))))
        {
            return [];
        }

        var start = LineStart(file, instruction.StartLine);
        return [instruction.EndLine < file.Lines.Count
            ? new(TextSpan.FromBounds(start, LineStart(file, instruction.EndLine + 1)), "")
            : new(TextSpan.FromBounds(instruction.StartLine > 1 ? file.Lines.SpanOf(instruction.StartLine - 1).End : start, file.Text.Length), "")];
    }

    /// <summary>Takes one of an instruction's pairs or words out; the instruction goes with its last.</summary>
    /// <param name="parts">Where they stand, in order.</param>
    public static ImmutableArray<TextEdit> RemovePart(Dockerfile file, Instruction instruction, IReadOnlyList<TextSpan> parts, int index)
    {
        if (parts.Count == 1)
        {
            return Remove(file, instruction);
        }

        var span = index > 0 ? TextSpan.FromBounds(parts[index - 1].End, parts[index].End) : TextSpan.FromBounds(parts[0].Start, parts[1].Start);
        return file.Text.AsSpan(span.Start, span.Length).Contains('#') ? [] : [new(span, "")];
    }

    /// <summary>Takes a line out.</summary>
    public static TextEdit RemoveLine(Dockerfile file, int line) =>
        new(TextSpan.FromBounds(LineStart(file, line), line < file.Lines.Count ? LineStart(file, line + 1) : file.Text.Length), "");

    /// <summary>A text between double quotes as BuildKit reads it.</summary>
    public static string Quoted(string value, char escape)
    {
        var quoted = new System.Text.StringBuilder("\"");
        foreach (var c in value)
        {
            if (c is '"' or '$' || c == escape)
            {
                quoted.Append(escape);
            }

            quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    public static ReadOnlySpan<char> TextOf(Dockerfile file, int line)
    {
        var span = file.Lines.SpanOf(line);
        return file.Text.AsSpan(span.Start, span.Length);
    }

    /// <summary>The first of the comment lines directly above an instruction, or its own first line; directives are no comments.</summary>
    private static int TopOf(Dockerfile file, Instruction instruction)
    {
        var line = instruction.StartLine;
        while (line > 1 && TextOf(file, line - 1).TrimStart().StartsWith("#") && !file.Directives.Any(d => d.Line == line - 1))
        {
            line--;
        }

        return line;
    }

    /// <summary>Behind a byte order mark.</summary>
    private static int LineStart(Dockerfile file, int line) =>
        file.Lines.SpanOf(line).Start is var start && start == 0 && file.Text.StartsWith('\uFEFF') ? 1 : start;

    private static string Indent(Dockerfile file, Instruction instruction)
    {
        var start = LineStart(file, instruction.StartLine);
        var end = start;
        while (end < file.Text.Length && file.Text[end] is ' ' or '\t')
        {
            end++;
        }

        return file.Text[start..end];
    }
}

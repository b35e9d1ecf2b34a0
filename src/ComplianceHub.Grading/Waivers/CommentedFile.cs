using System.Buffers;
using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Waivers;

/// <summary>The lines that a comment covers; none when <paramref name="To"/> lies before <paramref name="From"/>.</summary>
internal readonly record struct CoveredLines(int From, int To)
{
    public static CoveredLines None { get; } = new(0, -1);

    public static CoveredLines File { get; } = new(1, int.MaxValue);
}

/// <summary>A comment that may be an ignore.</summary>
/// <param name="Text">What follows its first <c>#</c>.</param>
internal readonly record struct CommentText(CommentLine Place, string Text)
{
    public int Line => Place.Line;
}

/// <summary>A Dockerfile as the readers of comments look at it.</summary>
internal sealed class CommentedFile
{
    private static readonly SearchValues<string> s_signs = SearchValues.Create(["ignore", "skip", "kics-scan"], StringComparison.OrdinalIgnoreCase);
    private readonly HashSet<int> _commentLines;

    private CommentedFile(Dockerfile file)
    {
        File = file;
        _commentLines = [.. file.Comments.Select(c => c.Line)];
        Comments = [.. file.Comments.Where(c => TextOf(c).ContainsAny(s_signs)).Select(c => new CommentText(c, TextOf(c).ToString()))];
    }

    public Dockerfile File { get; }

    /// <summary>Comments that hold one of the words that any dialect begins with, in the order of the file.</summary>
    public ImmutableArray<CommentText> Comments { get; }

    /// <summary>The line of the first instruction.</summary>
    public int FirstInstruction => File.Instructions.IsEmpty ? int.MaxValue : File.Instructions[0].StartLine;

    /// <summary>Null when no comment can be an ignore, as in most files.</summary>
    public static CommentedFile? Of(Dockerfile file) => file.Comments.IsEmpty || !file.Text.AsSpan().ContainsAny(s_signs) ? null : new(file);

    public ReadOnlySpan<char> TextOf(CommentLine comment) => File.Text.AsSpan(comment.Span.Start + 1, comment.Span.Length - 1);

    public bool IsComment(int line) => _commentLines.Contains(line);

    /// <summary>The instruction that begins on the line, or null.</summary>
    public Instruction? BeginsOn(int line)
    {
        var (low, high) = (0, File.Instructions.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var instruction = File.Instructions[middle];
            if (instruction.StartLine == line)
            {
                return instruction;
            }

            (low, high) = instruction.StartLine < line ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    public static CoveredLines Covered(Instruction? instruction) => instruction is null ? CoveredLines.None : new(instruction.StartLine, instruction.EndLine);

    /// <summary>The lines of the stage that the instruction, a FROM, begins; none for anything else.</summary>
    public CoveredLines StageOf(Instruction? instruction)
    {
        var stage = instruction is FromInstruction ? File.Stages.FirstOrDefault(s => s.From.StartLine == instruction.StartLine) : null;
        return stage is null ? CoveredLines.None
            : new(stage.From.StartLine, stage.Index + 1 < File.Stages.Length ? File.Stages[stage.Index + 1].From.StartLine - 1 : int.MaxValue);
    }
}

using ComplianceHub.Dockerfiles;
using ComplianceHub.Web.Components.Controls;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>Colours a Dockerfile by its own grammar: instruction names, comments, quoted text and variables. The text is masked before it comes here.</summary>
public static class DockerfileHighlighter
{
    public static IReadOnlyList<CodeLine> Highlight(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var file = Dockerfile.Parse(text);
        var names = file.Instructions.SelectMany(NamesOf).OrderBy(s => s.Start).ToList();
        var inside = InstructionLines(file);
        var heredocs = file.Instructions.SelectMany(i => i.Heredocs).Select(h => h.Span).ToList();
        var lines = new List<CodeLine>();
        var last = file.Lines.Count;
        while (last > 1 && file.Lines.SpanOf(last).Length == 0)
        {
            last--;
        }

        for (var number = 1; number <= last; number++)
        {
            var span = file.Lines.SpanOf(number);
            var line = text.AsSpan(span.Start, span.Length).ToString().TrimStart('\uFEFF');
            var offset = span.End - line.Length;
            var inHeredoc = heredocs.Any(h => h.Start <= offset && offset < h.End);
            if (line.TrimStart().StartsWith('#') && !inHeredoc)
            {
                lines.Add(new CodeLine(number, [new CodeToken(line, CodeTokenKind.Comment)]));
            }
            else
            {
                lines.Add(new CodeLine(number, [.. Tokens(line, offset, names, !inHeredoc && inside.Contains(number))]));
            }
        }

        return lines;
    }

    private static IEnumerable<TextSpan> NamesOf(Instruction instruction)
    {
        yield return instruction.NameSpan;
        if (instruction is FromInstruction { StageName: { } name, Image: var image })
        {
            // AS stands between image and name; its own span is not kept, so it is coloured with what surrounds it.
            yield return TextSpan.FromBounds(image.Span.End, name.Span.Start);
        }

        if (instruction is OnbuildInstruction { Trigger: { } trigger })
        {
            yield return trigger.NameSpan;
        }
    }

    private static HashSet<int> InstructionLines(Dockerfile file)
    {
        return [.. file.Instructions.SelectMany(i => Enumerable.Range(i.StartLine, i.EndLine - i.StartLine + 1))];
    }

    private static IEnumerable<CodeToken> Tokens(string line, int offset, List<TextSpan> names, bool coloured)
    {
        var plain = new System.Text.StringBuilder();
        var at = 0;
        while (at < line.Length)
        {
            var (length, kind) = coloured ? Piece(line, at, offset, names) : (1, CodeTokenKind.Text);
            if (kind == CodeTokenKind.Text)
            {
                plain.Append(line, at, length);
            }
            else
            {
                if (plain.Length > 0)
                {
                    yield return new CodeToken(plain.ToString());
                    plain.Clear();
                }

                yield return new CodeToken(line.Substring(at, length), kind);
            }

            at += length;
        }

        if (plain.Length > 0)
        {
            yield return new CodeToken(plain.ToString());
        }
    }

    private static (int Length, CodeTokenKind Kind) Piece(string line, int at, int offset, List<TextSpan> names)
    {
        var name = names.FirstOrDefault(n => n.Start == offset + at && n.Length > 0);
        if (name.Length > 0)
        {
            return (Math.Min(name.Length, line.Length - at), CodeTokenKind.Keyword);
        }

        if (line[at] is '"' or '\'')
        {
            var end = line.IndexOf(line[at], at + 1);
            return end > at ? (end - at + 1, CodeTokenKind.Literal) : (1, CodeTokenKind.Text);
        }

        if (line[at] == '$' && at + 1 < line.Length)
        {
            var end = at + 1;
            if (line[end] == '{')
            {
                end = line.IndexOf('}', end);
                return end > 0 ? (end - at + 1, CodeTokenKind.Variable) : (1, CodeTokenKind.Text);
            }

            while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] == '_'))
            {
                end++;
            }

            return end > at + 1 ? (end - at, CodeTokenKind.Variable) : (1, CodeTokenKind.Text);
        }

        return (1, CodeTokenKind.Text);
    }
}

using System.Globalization;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Secrets;

namespace ComplianceHub.Grading.Reports;

/// <summary>The lines a finding speaks of, with their numbers and, for a part of one line, a mark below it. Secrets are masked.</summary>
internal sealed class SourceExcerpt(Dockerfile dockerfile)
{
    private const int MostLines = 4;
    private const int MostCharacters = 140;

    private readonly Lazy<string> _masked = new(() => SecretScanner.MaskDockerfile(dockerfile.Text));

    /// <param name="findings">Findings of the same lines.</param>
    public IEnumerable<string> Of(IReadOnlyList<Finding> findings)
    {
        if (findings[0] is not { Line: { } first } finding || first > dockerfile.Lines.Count)
        {
            yield break;
        }

        var last = Math.Min(finding.EndLine ?? first, dockerfile.Lines.Count);
        for (var line = first; line <= Math.Min(last, first + MostLines - 1); line++)
        {
            var span = dockerfile.Lines.SpanOf(line);
            var text = _masked.Value.AsSpan(span.Start, span.Length);
            yield return $"{line.ToString(CultureInfo.InvariantCulture),8} │ {PlainText.OneLine(text[..Math.Min(text.Length, MostCharacters)].ToString())}{(text.Length > MostCharacters ? "…" : "")}";
        }

        if (last - first >= MostLines)
        {
            var left = last - first + 1 - MostLines;
            yield return $"{"",8} │ … {left} more {(left == 1 ? "line" : "lines")}";
        }
        else if (first == last && findings.Count == 1 && Mark(finding, first) is { } mark)
        {
            yield return $"{"",8} │ {mark}";
        }
    }

    private string? Mark(Finding finding, int line)
    {
        var whole = dockerfile.Lines.SpanOf(line);
        if (finding.Span is not { } span || span.Length == 0 || span.Start < whole.Start || span.End > whole.End || span.Length >= whole.Length)
        {
            return null;
        }

        var column = span.Start - whole.Start;
        return column + span.Length > MostCharacters ? null : new string(' ', column) + new string('^', span.Length);
    }
}

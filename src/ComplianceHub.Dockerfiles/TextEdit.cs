namespace ComplianceHub.Dockerfiles;

/// <summary>Replaces one span of a text; an empty span inserts, an empty replacement deletes.</summary>
public sealed record TextEdit(TextSpan Span, string NewText)
{
    /// <summary>
    /// Applies edits that do not overlap; touches nothing but their spans. Insertions at one place keep their order, but those that begin a line come last:
    /// what stands there ends its own line first.
    /// </summary>
    /// <exception cref="ArgumentException">Two edits overlap, or one lies outside the text.</exception>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        var ordered = edits.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.End).ThenBy(e => e.NewText is ['\r' or '\n', ..]).ToList();
        var result = new System.Text.StringBuilder(text.Length + 64);
        var position = 0;
        foreach (var edit in ordered)
        {
            if (edit.Span.Start < position || edit.Span.End > text.Length)
            {
                throw new ArgumentException($"Edit at {edit.Span} overlaps another edit or leaves the text.", nameof(edits));
            }

            result.Append(text, position, edit.Span.Start - position).Append(edit.NewText);
            position = edit.Span.End;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }
}

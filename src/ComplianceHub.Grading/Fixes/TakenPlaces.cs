using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Fixes;

/// <summary>Edits that go together. Those that meet only at their ends do, and so do two insertions at one place; an edit that is there already is no other.</summary>
internal sealed class TakenPlaces
{
    private static readonly Comparer<TextEdit> s_byPlace = Comparer<TextEdit>.Create((a, b) => (a.Span.Start, a.Span.End).CompareTo((b.Span.Start, b.Span.End)));

    private readonly HashSet<TextEdit> _edits = [];

    /// <summary>The same edits in order of the file.</summary>
    private readonly List<TextEdit> _ordered = [];

    /// <summary>Takes all of the edits, or none where one overlaps another's.</summary>
    public bool TryTake(ImmutableArray<TextEdit> edits)
    {
        var others = edits.Where(e => !_edits.Contains(e)).ToList();
        if (others.Exists(IsTaken))
        {
            return false;
        }

        foreach (var edit in others.Where(_edits.Add))
        {
            var index = _ordered.BinarySearch(edit, s_byPlace);
            _ordered.Insert(index < 0 ? ~index : index, edit);
        }

        return true;
    }

    private bool IsTaken(TextEdit edit)
    {
        var index = _ordered.BinarySearch(edit, s_byPlace);
        index = index < 0 ? ~index : index;
        for (var i = index; i < _ordered.Count && _ordered[i].Span.Start <= edit.Span.End; i++)
        {
            if (Overlap(_ordered[i], edit))
            {
                return true;
            }
        }

        // Of those that begin before it, which do not overlap each other, only the last that is no insertion can reach it.
        for (var i = index - 1; i >= 0; i--)
        {
            if (Overlap(_ordered[i], edit))
            {
                return true;
            }

            if (_ordered[i].Span.Length > 0)
            {
                break;
            }
        }

        return false;
    }

    private static bool Overlap(TextEdit one, TextEdit other) =>
        (one.Span.Start < other.Span.End && other.Span.Start < one.Span.End) || (one.Span.Length > 0 && one.Span == other.Span);
}

using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Fixes;

/// <summary>
/// The edits that repair a finding. They are worked out when somebody first asks for them, so that a check which shows no repairs does not pay for any:
/// a rule hands over how, not what.
/// </summary>
[CollectionBuilder(typeof(Fix), nameof(Of))]
public sealed class Fix : IEnumerable<TextEdit>
{
    private readonly Func<ImmutableArray<TextEdit>> _find;
    private ImmutableArray<TextEdit> _edits;

    /// <param name="find">Looks at the Dockerfile and nothing else; gives no edits for a place that is too odd to be repaired mechanically.</param>
    public Fix(Func<ImmutableArray<TextEdit>> find) => _find = find;

    private Fix(ImmutableArray<TextEdit> edits)
    {
        _find = () => edits;
        _edits = edits;
    }

    public static Fix None { get; } = new(ImmutableArray<TextEdit>.Empty);

    /// <summary>Edits of the Dockerfile's text that do not overlap; empty when there is no mechanical repair.</summary>
    public ImmutableArray<TextEdit> Edits
    {
        get
        {
            if (_edits.IsDefault)
            {
                _edits = Find();
            }

            return _edits;
        }
    }

    public bool IsEmpty => Edits.IsEmpty;

    /// <summary>The kind of exception that looking for the edits ended in, which is a fault of the rule; null when there was none.</summary>
    public string? Fault { get; private set; }

    public static Fix Of(ReadOnlySpan<TextEdit> edits) => edits.IsEmpty ? None : new([.. edits]);

    public static implicit operator Fix(ImmutableArray<TextEdit> edits) => edits.IsEmpty ? None : new(edits);

    /// <summary>Nothing where one of the edits is not wanted; still worked out late.</summary>
    public Fix Unless(Func<TextEdit, bool> unwanted) => !_edits.IsDefault && _edits.IsEmpty ? None : new(() => Edits.Any(unwanted) ? [] : Edits);

    public IEnumerator<TextEdit> GetEnumerator() => ((IEnumerable<TextEdit>)Edits).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ImmutableArray<TextEdit> Find()
    {
        try
        {
            return _find();
        }
#pragma warning disable CA1031 // As for the rule itself: whatever it throws costs its own repair and nothing else.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fault = exception.GetType().Name;
            return [];
        }
    }
}

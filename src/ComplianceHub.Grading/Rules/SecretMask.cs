using System.Buffers;
using System.Text;

namespace ComplianceHub.Grading.Rules;

/// <summary>
/// Takes the secrets that rules found in a subject out of every text about it. Rules are not meant to quote values; this catches the one that does.
/// </summary>
internal sealed class SecretMask
{
    public const string Mask = "••••••••";

    /// <summary>Shorter values are masked only where they stand alone: they may be part of any word.</summary>
    private const int ShortestInsideWords = 6;

    private readonly HashSet<string> _values;
    private readonly int[] _lengths;
    private readonly SearchValues<string>? _anyValue;

    public SecretMask(IEnumerable<SecretValue> secrets)
    {
        _values = secrets.Select(s => s.Reveal()).Where(v => !string.IsNullOrWhiteSpace(v)).ToHashSet(StringComparer.Ordinal);
        _lengths = [.. _values.Select(v => v.Length).Distinct().OrderDescending()];
        _anyValue = _values.Count == 0 ? null : SearchValues.Create([.. _values], StringComparison.Ordinal);
    }

    /// <summary>Whether there is nothing to take out.</summary>
    public bool IsEmpty => _anyValue is null;

    public string Clean(string text)
    {
        StringBuilder? result = null;
        var kept = 0;
        for (var at = Next(text, 0, out var length); at >= 0; at = Next(text, kept, out length))
        {
            result = (result ?? new()).Append(text, kept, at - kept).Append(Mask);
            kept = at + length;
        }

        return result is null ? text : result.Append(text, kept, text.Length - kept).ToString();
    }

    public string? CleanOrNull(string? text) => text is null ? null : Clean(text);

    /// <summary>Masks a finding's texts. A repair that would have to repeat a secret is dropped: masked it would be wrong, unmasked it would spread.</summary>
    public RuleFinding Clean(RuleFinding finding) => IsEmpty ? finding : finding with
    {
        Message = Clean(finding.Message),
        Locus = Clean(finding.Locus),
        Remediation = CleanOrNull(finding.Remediation),
        Fix = finding.Fix.Unless(e => Next(e.NewText, 0, out _) >= 0),
    };

    /// <summary>The first place of a secret from there on, and the longest secret at it; -1 for none.</summary>
    private int Next(string text, int from, out int length)
    {
        length = 0;
        while (_anyValue is not null && from < text.Length && text.AsSpan(from).IndexOfAny(_anyValue) is var step and >= 0)
        {
            var at = from + step;
            length = LengthAt(text, at);
            if (length > 0)
            {
                return at;
            }

            from = at + 1;
        }

        return -1;
    }

    private int LengthAt(string text, int at)
    {
        var values = _values.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in _lengths)
        {
            if (length <= text.Length - at && values.Contains(text.AsSpan(at, length)) && (length >= ShortestInsideWords || StandsAlone(text, at, length)))
            {
                return length;
            }
        }

        return 0;
    }

    private static bool StandsAlone(string text, int at, int length) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + length == text.Length || !char.IsLetterOrDigit(text[at + length]));
}

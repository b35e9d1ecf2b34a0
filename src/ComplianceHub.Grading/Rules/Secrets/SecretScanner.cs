using System.Collections.Immutable;
using System.Text;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>
/// Finds secrets in text, and hides them. Pure and linear in the text. Finding is careful (variables, placeholders, paths and plain addresses are
/// no secrets); masking is generous (whatever might be one is hidden, documentation examples and comments included).
/// </summary>
public static class SecretScanner
{
    private const string Bullets = "••••••••";

    /// <summary>All secrets of a text, by place, none overlapping; of two for the same characters the surer one.</summary>
    public static ImmutableArray<SecretMatch> Scan(string text) => Settle(Candidates(text, generous: false));

    /// <summary>The secret that a variable, build argument or label of that name holds; null when it holds none. Its span is within <paramref name="value"/>.</summary>
    public static SecretMatch? ScanValue(string name, string value)
    {
        if (NamesPublicValue(name))
        {
            return null;
        }

        var inside = new List<SecretMatch>();
        SecretFormats.Find(value, placeholders: false, inside);
        SecretUrls.Find(value, inside);
        if (inside.Count > 0)
        {
            return Settle(inside).MaxBy(m => m.Confidence)! with { Carrier = name };
        }

        return Named(name, value, new(0, value.Length));
    }

    /// <summary>The places of a Dockerfile's text to hide: whole values, in every instruction, here-documents and comments included. Ordered, not overlapping.</summary>
    public static ImmutableArray<TextSpan> Mask(string dockerfileText)
    {
        var spans = Candidates(dockerfileText, generous: true).Select(m => m.Span).ToList();
        foreach (var instruction in Dockerfile.Parse(dockerfileText).Instructions)
        {
            spans.AddRange(ValuesOf(instruction).Where(v => HidesValue(v.Name, v.Value)).Select(v => v.Span));

            if (instruction.EndLine > instruction.StartLine)
            {
                // A secret that is split over continuation lines is whole only in the joined text: then the whole instruction is hidden.
                spans.AddRange(Candidates(instruction.Original, generous: true).Select(m => instruction.SpanOf(m.Span) is var span && span.Length == m.Span.Length
                    ? span : TextSpan.FromBounds(instruction.NameSpan.End, instruction.Span.End)));
            }
        }

        return Merge(spans);
    }

    /// <summary>A Dockerfile's text with its secrets replaced, character by character: lines, columns and spans stay where they are.</summary>
    public static string MaskDockerfile(string text)
    {
        var characters = text.ToCharArray();
        foreach (var span in Mask(text))
        {
            for (var i = span.Start; i < span.End; i++)
            {
                characters[i] = characters[i] is '\n' or '\r' ? characters[i] : Bullets[0];
            }
        }

        return new string(characters);
    }

    /// <summary>A text (history line, label, log line) with its secrets hidden.</summary>
    public static string MaskText(string text) => Hide(text, Merge(Candidates(text, generous: true).Select(m => m.Span)));

    /// <summary>A variable's or label's value with its secrets hidden.</summary>
    public static string MaskEnv(string name, string value) => HidesValue(name, value) ? Bullets : MaskText(value);

    /// <summary>A text with the given ordered spans hidden.</summary>
    internal static string Hide(string text, IEnumerable<TextSpan> spans)
    {
        var result = new StringBuilder(text.Length);
        var position = 0;
        foreach (var span in spans)
        {
            result.Append(text, position, span.Start - position).Append(Bullets);
            position = span.End;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>The names and values that an ENV, ARG or LABEL sets, and where the values stand.</summary>
    internal static IEnumerable<(string Name, string Value, TextSpan Span)> ValuesOf(Instruction instruction) => instruction switch
    {
        PairsInstruction pairs => pairs.Pairs.Select(p => (p.Key, p.Value, p.ValueSpan)),
        ArgInstruction arg => arg.Declarations.Where(d => d is { Default: not null, DefaultSpan: not null }).Select(d => (d.Key, d.Default ?? "", d.DefaultSpan ?? d.Span)),
        OnbuildInstruction { Trigger: { } trigger } => ValuesOf(trigger),
        _ => [],
    };

    /// <summary>BuildKit's allow list: what is public, names a file or is a version.</summary>
    private static bool NamesPublicValue(string name) =>
        name.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_VERSION", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("PUBLIC_", StringComparison.OrdinalIgnoreCase);

    private static bool HidesValue(string name, string value) =>
        ScanValue(name, value) is { Carrier: not "url" and not "connection string" } found && found.Span.Length == value.Length
        || (SecretNames.Of(name) == SecretNameStrength.Plain && value.Length > 0 && !value.StartsWith('$') && SecretText.IsLiteral(value));

    private static List<SecretMatch> Candidates(string text, bool generous)
    {
        var found = new List<SecretMatch>();
        SecretFormats.Find(text, generous, found);
        SecretUrls.Find(text, found);
        foreach (var (name, value) in SecretAssignments.Find(text))
        {
            Add(found, Named(name, text.AsSpan(value.Start, value.Length), value));
        }

        foreach (var (carrier, value) in SecretCommands.Find(text))
        {
            Add(found, Judge(carrier, text.AsSpan(value.Start, value.Length), value, "command-credential"));
        }

        return found;
    }

    private static void Add(List<SecretMatch> found, SecretMatch? match)
    {
        if (match is not null)
        {
            found.Add(match);
        }
    }

    private static SecretMatch? Named(string name, ReadOnlySpan<char> value, TextSpan span)
    {
        var strength = NamesPublicValue(name) ? SecretNameStrength.None : SecretNames.Of(name);
        var match = strength == SecretNameStrength.None ? null : Judge(name, value, span, "named-value");
        return strength == SecretNameStrength.Faint && (match?.HasEvidence != true || SecretText.IsDigest(value)) ? null : match;
    }

    private static SecretMatch? Judge(string carrier, ReadOnlySpan<char> value, TextSpan span, string kind) =>
        !SecretText.IsLiteral(value) ? null
        : new(kind, span, SecretText.LooksRandom(value) ? SecretConfidence.Entropy : SecretConfidence.Literal, carrier);

    /// <summary>Surest first for equal characters; a match inside or across another one is dropped, but lends it its carrier.</summary>
    private static ImmutableArray<SecretMatch> Settle(List<SecretMatch> candidates)
    {
        if (candidates.Count < 2)
        {
            return [.. candidates];
        }

        var kept = new List<SecretMatch>();
        foreach (var equallySure in candidates.GroupBy(m => m.Confidence).OrderByDescending(g => g.Key))
        {
            kept = Join(kept, equallySure.OrderBy(m => m.Span.Start).ThenByDescending(m => m.Span.Length));
        }

        return [.. kept];
    }

    /// <summary>Both are ordered by place; <paramref name="surer"/> does not overlap.</summary>
    private static List<SecretMatch> Join(List<SecretMatch> surer, IEnumerable<SecretMatch> others)
    {
        var joined = new List<SecretMatch>(surer.Count);
        var next = 0;
        foreach (var match in others)
        {
            for (; next < surer.Count && surer[next].Span.Start < match.Span.Start; next++)
            {
                joined.Add(surer[next]);
            }

            if (next < surer.Count && surer[next].Span.Start < match.Span.End)
            {
                surer[next] = Lend(surer[next], match.Carrier);
            }
            else if (joined.Count > 0 && joined[^1].Span.End > match.Span.Start)
            {
                joined[^1] = Lend(joined[^1], match.Carrier);
            }
            else
            {
                joined.Add(match);
            }
        }

        joined.AddRange(surer[next..]);
        return joined;
    }

    private static SecretMatch Lend(SecretMatch match, string carrier) => match.Carrier.Length == 0 ? match with { Carrier = carrier } : match;

    private static ImmutableArray<TextSpan> Merge(IEnumerable<TextSpan> spans)
    {
        var merged = new List<TextSpan>();
        foreach (var span in spans.Where(s => s.Length > 0).OrderBy(s => s.Start))
        {
            if (merged.Count > 0 && span.Start <= merged[^1].End)
            {
                merged[^1] = TextSpan.FromBounds(merged[^1].Start, Math.Max(merged[^1].End, span.End));
            }
            else
            {
                merged.Add(span);
            }
        }

        return [.. merged];
    }
}

using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>ENV key value.</summary>
public sealed class LegacyKeyValue : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("legacy-kv", "ENV or LABEL is written without an equals sign", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["LegacyKeyValueFormat"],
        Links = ["https://docs.docker.com/reference/build-checks/legacy-key-value-format/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Instructions.OfType<PairsInstruction>()
        .Where(p => p is { LegacySyntax: true, Pairs.Length: 1 })
        .Select(p => RuleFinding.At(p, $"{p.Name} {p.Pairs[0].Key} is written without an equals sign.", p.Pairs[0].Key) with { Remediation = "Write key=value.", Fix = new(() => Repair(target.Dockerfile, p, p.Pairs[0])) }));

    /// <summary>
    /// The old syntax takes all of the line as the value and then reads quotes and escapes in it as the new one does, which only has to be told where it
    /// ends. What is written is read again: an odd value stays as it is.
    /// </summary>
    private static ImmutableArray<TextEdit> Repair(Dockerfile file, PairsInstruction instruction, KeyValue pair)
    {
        var raw = pair.RawValue;
        var isWhole = !raw.Any(char.IsWhiteSpace) || IsOneQuoted(raw);
        var between = TextSpan.FromBounds(pair.Span.Start + pair.RawKey.Length, pair.ValueSpan.Start);
        if (raw.Length == 0 || (!isWhole && (raw.AsSpan().ContainsAny("\"'") || raw.Contains(file.Escape, StringComparison.Ordinal)))
            || between.Length <= 0 || file.Text.AsSpan(between.Start, between.Length).Contains('#'))
        {
            return [];
        }

        ImmutableArray<TextEdit> edits = isWhole ? [new(between, "=")] : [new(between, "=\""), new(new(pair.ValueSpan.End, 0), "\"")];
        var written = TextEdit.Apply(file.Text[..instruction.Span.End], edits)[instruction.Span.Start..];
        var again = Dockerfile.Parse($"# escape={file.Escape}\nFROM a\n{written}\n");
        return again is { Errors.IsEmpty: true, Instructions: [_, PairsInstruction { LegacySyntax: false, Pairs: [var same] }] } && same.Key == pair.Key && same.Value == pair.Value ? edits : [];
    }

    private static bool IsOneQuoted(string raw) => raw is ['"' or '\'', .., '"' or '\''] && raw.Length > 2 && raw[0] == raw[^1] && !raw.AsSpan(1, raw.Length - 2).ContainsAny("\"'\\`");
}

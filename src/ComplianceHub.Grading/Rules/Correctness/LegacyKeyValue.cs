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
        .Select(p => RuleFinding.At(p, $"{p.Name} {p.Pairs[0].Key} is written without an equals sign.", p.Pairs[0].Key) with { Fix = new(() => Repair(p.Pairs[0])) }));

    private static ImmutableArray<TextEdit> Repair(KeyValue pair)
    {
        var raw = pair.RawValue;
        var isPlain = raw.Length > 0 && !raw.Any(c => char.IsWhiteSpace(c) || c is '"' or '\'' or '\\' or '`');
        return isPlain ? [new(pair.Span, $"{pair.Key}={raw}")] : [];
    }
}

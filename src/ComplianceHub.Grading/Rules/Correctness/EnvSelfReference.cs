using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>An ENV uses a variable that only the same ENV defines: its values see what was before, not each other.</summary>
public sealed class EnvSelfReference : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("env-self-reference", "ENV uses a variable that the same ENV defines", Criterion.Correctness, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["DL3044"],
        Links = ["https://docs.docker.com/reference/dockerfile/#environment-replacement"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) =>
        RuleAnswer.Of(target.Dockerfile.Stages.SelectMany(s => s.Instructions.OfType<EnvInstruction>().Where(e => e.Pairs.Length > 1).SelectMany(e => Judge(s, e))));

    private static IEnumerable<RuleFinding> Judge(Stage stage, EnvInstruction env)
    {
        var before = stage.ScopeAt(env);
        var defined = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < env.Pairs.Length; i++)
        {
            // A base always has PATH.
            if (env.Pairs[i].Key != "PATH" && !before.Variables.ContainsKey(env.Pairs[i].Key))
            {
                defined.TryAdd(env.Pairs[i].Key, i);
            }
        }

        for (var i = 0; i < env.Pairs.Length; i++)
        {
            var pair = env.Pairs[i];
            foreach (var name in VariableReferences.Undefined(pair.RawValue, before, stage.File.Escape).Where(n => n != pair.Key && defined.ContainsKey(n)))
            {
                var previous = defined[name] < i ? env.Pairs[i - 1] : null;
                yield return RuleFinding.At(env, $"{pair.Key} uses {name} of the same ENV, which it does not see yet: it is empty, or the base's.", pair.Key) with
                {
                    Span = pair.Span,
                    Remediation = $"Set {pair.Key} in an ENV of its own below.",
                    Fix = new(() => previous is null ? [] : Split(stage.File, previous, pair)),
                };
            }
        }
    }

    /// <summary>Begins a second ENV before the pair; nothing when a comment stands between the two.</summary>
    private static ImmutableArray<TextEdit> Split(Dockerfile file, KeyValue previous, KeyValue pair)
    {
        var between = TextSpan.FromBounds(previous.Span.End, pair.Span.Start);
        return file.Text.AsSpan(between.Start, between.Length).Contains('#') ? []
            : [new(between, (file.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n") + "ENV ")];
    }
}

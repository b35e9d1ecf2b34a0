using System.Buffers;
using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>FROM uses a variable that no ARG before the first FROM declares.</summary>
public sealed class BaseArgUndefined : Rule
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("$\\\"'` ");

    public override RuleDescriptor Descriptor { get; } = new("arg-undefined-in-from", "FROM uses an argument that is not declared before it", Criterion.BaseArg, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["UndefinedArgInFrom"],
        Links = ["https://docs.docker.com/reference/build-checks/undefined-arg-in-from/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages
        .SelectMany(s => Undefined(target.Dockerfile, s.From).Select(name =>
            RuleFinding.At(s.From, $"FROM uses {name}, which no ARG before the first FROM declares.", name) with
            {
                Remediation = $"Declare ARG {name} with a default before the first FROM; an ARG inside a stage is not visible to FROM.",
                Fix = new(() => Declare(s, name)),
            })));

    /// <summary>With the default that an earlier stage gives it, which was meant for FROM, too.</summary>
    private static ImmutableArray<TextEdit> Declare(Stage stage, string name) => stage.File.Stages.TakeWhile(s => s != stage).SelectMany(s => s.Instructions).OfType<ArgInstruction>()
        .SelectMany(a => a.Declarations).LastOrDefault(d => d.Key == name) is { RawDefault: { Length: > 0 } value } && !value.AsSpan().ContainsAny(s_special)
            ? LineEdits.Above(stage.File, stage.File.Stages[0].From, $"ARG {name}={value}") : [];

    private static IEnumerable<string> Undefined(Dockerfile file, FromInstruction from) => BaseReference.Read(from.Image.Text).Variables
        .Concat(BaseReference.Read(from.Platform ?? "").Variables)
        .Where(v => v.Name.Length > 0 && !v.HasDefault && !file.GlobalScope.Variables.ContainsKey(v.Name))
        .Select(v => v.Name).Distinct(StringComparer.Ordinal);
}

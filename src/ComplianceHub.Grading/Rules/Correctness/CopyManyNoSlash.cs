using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>COPY or ADD of several sources to a target without a trailing slash.</summary>
public sealed class CopyManyNoSlash : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("copy-many-no-slash", "Several files are copied to something that is no directory", Criterion.Correctness, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["DL3021", "DS-0011", "KICS Copy With More Than Two Arguments"],
        Links = ["https://docs.docker.com/reference/dockerfile/#copy"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Instructions.OfType<TransferInstruction>()
        .Where(t => t.Sources.Length > 1 && !IsDirectory(t.Destination.Text.Trim('"', '\'')))
        .Select(t => RuleFinding.At(t, $"{t.Name} has several sources, but {t.Destination.Text} does not end in a slash.", t.Destination.Text) with
        {
            Remediation = "End the target in a slash.",
            Fix = new(() => Repair(target.Dockerfile, t)),
        }));

    /// <summary>Before a closing quote; a target with brackets is a list that went wrong.</summary>
    private static ImmutableArray<TextEdit> Repair(Dockerfile file, TransferInstruction transfer)
    {
        var end = transfer.Destination.Span.End;
        return transfer.Destination.Text.AsSpan().ContainsAny("[]{}") ? [] : [new(new(file.Text[end - 1] is '"' or '\'' ? end - 1 : end, 0), "/")];
    }

    private static bool IsDirectory(string path) => path.EndsWith('/') || path.EndsWith('\\') || path is "." or ".." || path.EndsWith("/.", StringComparison.Ordinal) || path.StartsWith('$');
}

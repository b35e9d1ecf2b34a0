using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>MAINTAINER, which BuildKit deprecates, instead of a label.</summary>
public sealed class Maintainer : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("maintainer", "MAINTAINER is deprecated", Criterion.Labels, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL4000", "MaintainerDeprecated", "DS-0022", "CKV_DOCKER_6", "KICS MAINTAINER Instruction Being Used"],
        Links = ["https://docs.docker.com/reference/dockerfile/#maintainer-deprecated"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Instructions.OfType<MaintainerInstruction>()
        .Select(m => RuleFinding.At(m, "MAINTAINER is deprecated; a label says the same.", "MAINTAINER") with { Fix = new(() => Repair(m)) }));

    private static ImmutableArray<TextEdit> Repair(MaintainerInstruction maintainer)
    {
        var text = maintainer.Original[(maintainer.Original.IndexOfAny([' ', '\t']) + 1)..].Trim().Trim('"');
        var quoted = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return text.Contains('$', StringComparison.Ordinal) ? [] : [new(maintainer.Span, $"LABEL org.opencontainers.image.authors=\"{quoted}\"")];
    }
}

using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

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
        .Select(m => RuleFinding.At(m, "MAINTAINER is deprecated; a label says the same.", "MAINTAINER") with
        {
            Remediation = "Write LABEL org.opencontainers.image.authors=… instead.",
            Fix = new(() => Repair(target.Dockerfile, m)),
        }));

    /// <summary>Nothing more than taken out where the stage has the label already.</summary>
    private static ImmutableArray<TextEdit> Repair(Dockerfile file, MaintainerInstruction maintainer)
    {
        if (file.Stages.FirstOrDefault(s => s.Instructions.Contains(maintainer)) is not { } stage)
        {
            return [];
        }

        if (stage.Instructions.OfType<LabelInstruction>().SelectMany(l => l.Pairs).Any(p => p.Key is "maintainer" or "org.opencontainers.image.authors" && p.Value.Length > 0))
        {
            return LineEdits.Remove(file, maintainer);
        }

        var text = maintainer.Original[(maintainer.Original.IndexOfAny([' ', '\t']) + 1)..].Trim().Trim('"', '\'');
        return text.Length == 0 ? [] : [new(maintainer.Span, $"LABEL org.opencontainers.image.authors={LineEdits.Quoted(text, file.Escape)}")];
    }
}

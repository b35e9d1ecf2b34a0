using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules.Size;

namespace ComplianceHub.Grading.Rules.Disagreements;

/// <summary>ADD that unpacks or downloads: Checkov and CIS want none at all, hadolint and we allow what only ADD can do.</summary>
public sealed class AddAlways : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("add-always", "ADD unpacks or downloads", Criterion.Correctness, RuleKind.Advisory, Severity.Low)
    {
        Aliases = ["CKV_DOCKER_4", "CIS-4.9"],
        Links = ["https://www.checkov.io/5.Policy%20Index/dockerfile.html", "https://docs.docker.com/build/building/best-practices/#add-or-copy"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(NeededStages.Of(target)
        .SelectMany(s => s.Instructions.OfType<AddInstruction>())
        .Where(a => !a.Sources.IsEmpty && !AddNotCopy.OnlyCopies(a))
        .Select(a => RuleFinding.At(a, $"ADD {a.Sources[0].Text} unpacks or downloads.", string.Join(' ', a.Sources.Select(s => s.Text)))));
}

using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Disagreements;

/// <summary>CMD or ENTRYPOINT in shell form under a SHELL of its own: hadolint reports it, BuildKit and we take it for meant.</summary>
public sealed class ExecFormOwnShell : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("exec-form-own-shell", "The container's command runs inside the shell that SHELL names", Criterion.Runtime, RuleKind.Advisory, Severity.Low)
    {
        Aliases = ["DL3025"],
        Links = ["https://github.com/hadolint/hadolint/wiki/DL3025", "https://docs.docker.com/reference/build-checks/json-args-recommended/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of((target.Stage?.Lineage() ?? [])
        .SelectMany(s => s.Instructions.Where(i => i is CmdInstruction or EntrypointInstruction && !s.ShellAt(i).IsDefault).OfType<CommandInstruction>())
        .Where(c => c.Form == CommandForm.Shell && c.Script.Trim().Length > 0)
        .Select(c => RuleFinding.At(c, $"{c.Name} runs inside the shell that SHELL names.", c.Name)));
}

using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Runtime;

/// <summary>CMD or ENTRYPOINT in shell form, in what ships, unless SHELL was set on purpose.</summary>
public sealed class ExecForm : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("exec-form", "The container's command runs inside a shell", Criterion.Runtime, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3025", "JSONArgsRecommended", "KICS Not Using JSON In CMD And ENTRYPOINT"],
        Links = ["https://docs.docker.com/reference/build-checks/json-args-recommended/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of((target.Stage?.Lineage() ?? [])
        .SelectMany(s => s.Instructions.Where(i => i is CmdInstruction or EntrypointInstruction && s.ShellAt(i).IsDefault).OfType<CommandInstruction>().Select(c => (Stage: s, Command: c)))
        .Where(c => c.Command.Form == CommandForm.Shell && c.Command.Script.Trim().Length > 0)
        .Select(c => RuleFinding.At(c.Command, $"{c.Command.Name} runs inside a shell, which keeps signals from it.", c.Command.Name) with
        {
            Remediation = "Write it as a JSON array.",
            Fix = new(() => ExecFormFix.Of(c.Stage, c.Command)),
        }));

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => RuleAnswer.Of(
        new[] { ("ENTRYPOINT", platform.Config.Entrypoint), ("CMD", platform.Config.Cmd) }
            .Where(c => platform.Config.Shell.IsEmpty && c.Item2 is ["/bin/sh", "-c", _, ..])
            .Select(c => new RuleFinding($"The image's {c.Item1} runs inside a shell, which keeps signals from it.", c.Item1)));
}

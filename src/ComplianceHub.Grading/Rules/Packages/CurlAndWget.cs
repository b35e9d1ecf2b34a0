using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>Both downloaders in one stage.</summary>
public sealed class CurlAndWget : RunRule
{
    public override RuleDescriptor Descriptor { get; } = new("curl-and-wget", "Both curl and wget are used", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL4001", "DS-0014", "KICS Run Using wget and curl"],
        Links = ["https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages"],
    };

    protected override IEnumerable<RuleFinding> JudgeStage(IReadOnlyList<RunStep> steps)
    {
        var calls = steps.SelectMany(s => s.Commands.Select(c => (Step: s, Command: c, Name: CommandWords.NameOf(c)))).Where(c => c.Name is "curl" or "wget").ToList();
        return calls.Where(c => c.Name != calls[0].Name).Take(1)
            .Select(c => c.Step.Report(c.Command, $"{c.Name} is used beside {calls[0].Name} in the same stage.", "curl and wget") with { Remediation = "Keep to one of them." });
    }

    protected override IEnumerable<RuleFinding> Judge(RunStep step) => [];
}

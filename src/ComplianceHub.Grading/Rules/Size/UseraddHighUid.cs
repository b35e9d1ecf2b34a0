using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Size;

/// <summary>useradd with a large number and without --no-log-init writes log files as large as the number.</summary>
public sealed class UseraddHighUid : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("useradd-high-uid", "A high user id bloats log files", Criterion.ImageSize, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3046"],
        Links = ["https://docs.docker.com/build/building/best-practices/#user"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(NeededStages.CommandsOf(target)
        .Where(c => c.Command.Name == "useradd" && Uid(c.Command) is { Length: > 5 } && !c.Command.Arguments.Any(a => IsNoLog(a.Value)))
        .Select(c => c.Step.Report(c.Command, $"useradd with the number {Uid(c.Command)} fills lastlog and faillog.", $"useradd {c.Command.Words[^1].Value}")
            with
            {
                Remediation = "Give useradd -l (--no-log-init), or choose a number below 100000.",
                Fix = new(() => c.Step.InsertBehind(c.Command.Words[0], " -l")),
            }));

    private static bool IsNoLog(string word) => word == "--no-log-init" || (word.Length > 1 && word[0] == '-' && word[1] != '-' && word.Contains('l', StringComparison.Ordinal));

    private static string? Uid(ShellCommand command)
    {
        var words = command.Words.Select(w => w.Value).ToList();
        var index = words.FindIndex(w => w is "-u" or "--uid" || (w.Length > 2 && w[0] == '-' && w[1] != '-' && w[^1] == 'u'));
        var value = index >= 0 && index + 1 < words.Count ? words[index + 1]
            : words.Where(w => w.StartsWith("--uid=", StringComparison.Ordinal)).Select(w => w["--uid=".Length..]).FirstOrDefault();
        return value is not null && value.All(char.IsAsciiDigit) ? value : null;
    }
}

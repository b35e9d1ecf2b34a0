using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>A RUN calls a program that wants a terminal or a running machine, of which a build has neither.</summary>
public sealed class PointlessCommands : RunRule
{
    public override RuleDescriptor Descriptor { get; } = new("pointless-commands", "A RUN calls a program that does nothing in a build", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3001", "KICS Run Utilities And POSIX Commands"],
        Links = ["https://docs.docker.com/reference/dockerfile/#run"],
    };

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => null;

    protected override IEnumerable<RuleFinding> Judge(RunStep step)
    {
        for (var i = 0; i < step.Commands.Length; i++)
        {
            var words = CommandWords.Of(step.Commands[i]);
            var name = CommandWords.NameOf(step.Commands[i]);
            if (words.IsEmpty || ProblemOf(step, i, name, words.Skip(1).Select(w => w.Value)) is not { } problem)
            {
                continue;
            }

            yield return step.Report(step.Commands[i], $"{name} {problem}.", name);
        }
    }

    private static string? ProblemOf(RunStep step, int index, string name, IEnumerable<string> arguments) => name switch
    {
        _ when arguments.Any(a => a is "--help" or "--version" or "-V") => null,
        "vim" or "vi" or "nano" or "emacs" or "less" or "more" or "man" or "top" or "htop" => "waits for somebody at a terminal",
        "shutdown" or "reboot" or "halt" or "poweroff" => "has no machine to stop",
        "ps" or "free" => "shows the build's machine, not the container's",
        "mount" or "umount" when !HasFlag(step, "security") => "has no right to mount in a build",
        "ssh" when !HasFlag(step, "mount") => "has no key and no terminal in a build",
        "kill" or "killall" or "pkill" when !StartsSomething(step) => "finds no process: each RUN begins with none",
        "systemctl" when arguments.FirstOrDefault(a => !a.StartsWith('-')) is "start" or "restart" or "stop" or "status" or "daemon-reload" => "speaks to an init system that does not run in a build",
        "service" when index == step.Commands.Length - 1 && arguments.Contains("start") => "starts something that ends with this RUN",
        _ => null,
    };

    private static bool HasFlag(RunStep step, string name) => step.Declared?.Instruction.FlagValue(name) is not null;

    private static bool StartsSomething(RunStep step) => step.Text.Contains('&', StringComparison.Ordinal)
        && step.Commands.Any(c => c.Connector == ShellConnector.Background || c.Name is "service" or "nohup") || step.Commands.Any(c => c.Name is "service");
}

using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>curl … | sh, sh -c "$(curl …)" and the like.</summary>
public sealed class CurlPipeShell : RunRule
{
    public override RuleDescriptor Descriptor { get; } = new("curl-pipe-shell", "A download is run without being verified", Criterion.Packages, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["CIS-4.11"],
        Links = ["https://docs.docker.com/build/building/best-practices/"],
    };

    private static readonly HashSet<string> s_shells = ["sh", "bash", "zsh", "ash", "dash", "ksh", "python", "python3", "perl", "ruby", "node", "php"];

    protected override IEnumerable<RuleFinding> Judge(RunStep step)
    {
        for (var i = 0; i < step.Commands.Length; i++)
        {
            var command = step.Commands[i];
            var name = CommandWords.NameOf(command);
            if (name is not ("curl" or "wget"))
            {
                continue;
            }

            var runner = command.SubstitutionDepth > 0
                ? step.Commands.FirstOrDefault(c => c.Span.Start < command.Span.Start && c.Span.End > command.Span.Start && (RunsScript(c) || CommandWords.NameOf(c) is "eval" or "source" or "."))
                : step.Commands.Skip(i + 1).TakeWhile(c => c.PipesInput && command.PipesOutput && c.Pipeline == command.Pipeline).FirstOrDefault(RunsScript);
            if (runner is not null)
            {
                yield return step.Report(command, $"What {name} downloads is run by {CommandWords.NameOf(runner)} without being verified.", $"{name} | {CommandWords.NameOf(runner)}") with
                {
                    Remediation = "Download to a file, compare its checksum, then run it.",
                };
            }
        }
    }

    /// <summary>A shell that reads its input, or a script from its arguments.</summary>
    private static bool RunsScript(ShellCommand command) => s_shells.Contains(CommandWords.NameOf(command))
        && CommandWords.Of(command).Skip(1).All(w => w.Value.StartsWith('-') || w.IsDynamic || w.Value.Length == 0 || command.PipesInput && IsArgumentOfInput(command));

    /// <summary><c>sh -s -- argument</c>, <c>bash -</c>; <c>python script.py</c> reads a file instead.</summary>
    private static bool IsArgumentOfInput(ShellCommand command) => CommandWords.Of(command).Skip(1).FirstOrDefault().Value is { } first && first.StartsWith('-') && first != "-c" && first != "-m" && first != "-e";
}

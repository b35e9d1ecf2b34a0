using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>
/// Sets a shell that makes pipes fail, once a stage, before its first pipe. Only where the base is known to have that shell, and where no pipe of the
/// stages concerned would break by it: <c>yes | …</c> and <c>… | head</c> end in a broken pipe when all is well.
/// </summary>
internal static class PipeFailFix
{
    /// <summary>Programs that end well when all of their output is read.</summary>
    private static readonly HashSet<string> s_producers =
    [
        "curl", "wget", "echo", "printf", "cat", "tar", "gunzip", "gzip", "zcat", "xz", "xzcat", "bzip2", "bunzip2", "zstd", "base64", "sed", "awk", "gawk", "mawk", "tr", "cut", "sort", "uniq", "jq", "dpkg-query",
        "dpkg", "find", "ls", "gpg", "openssl", "envsubst", "tee", "xargs", "basename", "dirname", "uname", "rev", "tac", "od", "sha256sum", "sha512sum", "md5sum", "date", "apt-cache", "pip", "pip3",
        "python", "python3", "node", "ruby", "php", "perl", "git", "nproc", "seq", "jinja2", "yq", "unzip", "go", "npm", "rpm", "apk", "wc", "nl", "paste", "fold", "hexdump", "xxd", "debconf-set-selections", "scanelf", "apt-mark", "locale", "arch", "dpkg-architecture", "cd",
    ];

    /// <summary>Programs that stop reading early.</summary>
    private static readonly HashSet<string> s_earlyReaders = ["head", "true", "false", ":", "read", "exit", "test", "[", "less", "more", "cmp"];

    public static ImmutableArray<TextEdit> Of(RunStep step, RuleContext context)
    {
        if (step.Declared is not { Instruction.Form: CommandForm.Shell } run || !run.Stage.Instructions.Contains(run.Instruction))
        {
            return [];
        }

        var stage = run.Stage;
        var shell = stage.ShellAt(run.Instruction);
        if (run.Shell != shell)
        {
            // The script names its own.
            return [];
        }

        if (shell.IsDefault)
        {
            // Each finding of the stage proposes the same line, so that one is enough for all.
            var first = RunStep.Of(stage).FirstOrDefault(s => s.Declared is { PipeFail: false, Instruction.Form: CommandForm.Shell } r && stage.Instructions.Contains(r.Instruction) && r.Shell == shell && s.Commands.Any(c => c.PipesOutput));
            return first?.Declared is { } place && ProgramOf(stage, context) is { } program && AllBear(stage, place.Instruction, program == "/bin/bash")
                ? LineEdits.Above(stage.File, place.Instruction, $"SHELL [\"{program}\", \"-o\", \"pipefail\", \"-c\"]") : [];
        }

        return shell is { Kind: ShellKind.Bash, Words: [_, .., ['-', not '-', .., 'c'] or "-c"] }
            && stage.Instructions.OfType<ShellInstruction>().LastOrDefault(s => s.Span.Start < run.Instruction.Span.Start) is { Form: CommandForm.Exec, Arguments: [.., var option] } set && AllBear(stage, set, turnsBash: false)
            ? [new(new(option.Span.Start, 0), "\"-o\", \"pipefail\", ")] : [];
    }

    private static string? ProgramOf(Stage stage, RuleContext context) => stage.Root is not StageBase.External { Reference: var reference } ? null : context.FindBase(reference)?.Family switch
    {
        BaseFamily.Full or BaseFamily.Slim or BaseFamily.UbiMinimal => "/bin/bash",
        BaseFamily.Alpine => "/bin/ash",
        _ => null,
    };

    /// <summary>Whether every RUN that the shell would read stands it: those behind the place, in the stages built on it, too.</summary>
    private static bool AllBear(Stage stage, Instruction place, bool turnsBash) => stage.File.Stages.Where(s => s.Lineage().Contains(stage)).SelectMany(RunStep.Of)
        .Where(s => s.Declared is { } run && (run.Stage != stage || run.Instruction.Span.Start > place.Span.Start || ReferenceEquals(run.Instruction, place)))
        .All(s => Bears(s) && !(turnsBash && s.Commands.Any(MeansAnotherInBash)));

    private static bool Bears(RunStep step) => step.Commands.All(c => (!c.PipesOutput || s_producers.Contains(CommandWords.NameOf(c))) && (!c.PipesInput || !StopsEarly(c)));

    private static bool StopsEarly(ShellCommand command)
    {
        var name = CommandWords.NameOf(command);
        var arguments = CommandWords.Of(command).Skip(1).Select(w => w.Value);
        return name.Length == 0 || command.GroupDepth > 0 || s_earlyReaders.Contains(name)
            || (name.EndsWith("grep", StringComparison.Ordinal) && arguments.Any(a => a is "--quiet" or "--silent" || a.StartsWith("--max-count", StringComparison.Ordinal) || (a is ['-', not '-', ..] && a.AsSpan().ContainsAny("qml"))))
            || (name == "sed" && arguments.Any(a => a.Contains('q', StringComparison.Ordinal)))
            || (name.EndsWith("awk", StringComparison.Ordinal) && arguments.Any(a => a.Contains("exit", StringComparison.Ordinal)));
    }

    /// <summary>dash's echo reads escapes and knows no options, bash's the other way round.</summary>
    private static bool MeansAnotherInBash(ShellCommand command) =>
        command.Name == "echo" && command.Arguments.Any(a => a.Raw.Contains('\\', StringComparison.Ordinal) || a.Value is "-e" or "-ne" or "-en");
}

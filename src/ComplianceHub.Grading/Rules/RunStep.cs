using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Rules;

/// <summary>
/// One RUN, from a Dockerfile or from an image's history, with its commands. Read once for all rules: a stage and a config are immutable.
/// </summary>
public sealed class RunStep
{
    private static readonly ConditionalWeakTable<ImageConfigFacts, IReadOnlyList<RunStep>> s_configs = [];

    private RunStep(RunScript? declared, ShellScript script, string text, StageScope scope, bool mountsAreKnown)
    {
        Declared = declared;
        Commands = script.Commands;
        Text = text;
        Scope = scope;
        MountsAreKnown = mountsAreKnown;
        Packages = [.. Commands.Select(PackageCommand.Read).OfType<PackageCommand>()];
    }

    /// <summary>Null for a line of history.</summary>
    public RunScript? Declared { get; }

    public ImmutableArray<ShellCommand> Commands { get; }

    /// <summary>Those commands that call a package manager.</summary>
    public ImmutableArray<PackageCommand> Packages { get; }

    /// <summary>The script.</summary>
    public string Text { get; }

    /// <summary>The variables that the RUN sees; empty for history.</summary>
    public StageScope Scope { get; }

    /// <summary>False for BuildKit's history, which does not tell of cache mounts.</summary>
    public bool MountsAreKnown { get; }

    /// <summary>The RUNs of a stage in order.</summary>
    public static RunStep[] Of(Stage stage) => stage.Derive<RunStep[]>(static s =>
        [.. RunScript.Of(s).Select(r => new RunStep(r, r.Script, r.Text, s.ScopeAt(r.Instruction), mountsAreKnown: true))]);

    /// <summary>The RUNs that an image's history adds to its base.</summary>
    public static IReadOnlyList<RunStep> Of(ImageConfigFacts config) => s_configs.GetValue(config, c =>
        [.. ShippedHistory.OwnSteps(c).Where(s => s.Instruction == "RUN").Select(s => new RunStep(null, ShellScript.Parse(s.Text), s.Text, StageScope.Empty, !s.IsBuildKit))]);

    /// <summary>A finding at a command of this RUN.</summary>
    public RuleFinding Report(ShellCommand command, string message, string locus) => Declared is null ? new(message, locus) : new(message, locus)
    {
        Line = Declared.LineAt(command.Span.Start),
        EndLine = Declared.LineAt(Math.Max(command.Span.Start, command.Span.End - 1)),
        Span = Declared.SpanOf(command.Span),
    };

    /// <summary>Whether a cache or tmpfs mount lies on the directory or above it, so that nothing of it is kept.</summary>
    public bool MountsOver(string path) => Declared is not null && Declared.Instruction.Flags
        .Where(f => f is { Name: "mount", Value: not null })
        .Select(f => f.Value!.Split(','))
        .Where(fields => fields.Any(f => f is "type=cache" or "type=tmpfs"))
        .SelectMany(fields => fields)
        .Where(f => f.StartsWith("target=", StringComparison.Ordinal) || f.StartsWith("dst=", StringComparison.Ordinal) || f.StartsWith("destination=", StringComparison.Ordinal))
        .Select(f => f[(f.IndexOf('=', StringComparison.Ordinal) + 1)..].TrimEnd('/'))
        .Any(target => path == target || path.StartsWith(target + "/", StringComparison.Ordinal));

    /// <summary>Commands that stand behind another one.</summary>
    public IEnumerable<ShellCommand> After(ShellCommand command) => Commands.Where(c => c.Span.Start > command.Span.Start);

    /// <summary>Whether a later command of this RUN removes the directory, its content or one above it.</summary>
    public bool RemovesAfter(ShellCommand command, string path) => After(command)
        .Where(c => CommandWords.NameOf(c) is "rm" or "find")
        .SelectMany(c => c.Words.SelectMany(w => CommandWords.ExpandBraces(w.Value)))
        .Select(w => w.TrimEnd('*', '/', '.'))
        .Any(w => w.Length > 1 && (w == path || path.StartsWith(w + "/", StringComparison.Ordinal)));
}

using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Dockerfiles;

/// <summary>The kind of shell a RUN, CMD or ENTRYPOINT in shell form is read by.</summary>
public enum ShellKind
{
    Posix,
    Bash,
    PowerShell,
    Cmd,
    Other,
}

/// <summary>A RUN with the shell that reads it and its commands (empty for shells that are not POSIX).</summary>
/// <param name="Instruction">The RUN, inside ONBUILD too.</param>
/// <param name="Stage">The stage it stands in.</param>
/// <param name="Kind">From SHELL (inherited by <c>FROM stage</c>) or the platform's default.</param>
/// <param name="PipeFail">Whether the stage's SHELL, or a <c>set -o pipefail</c> before it in the script, makes pipes fail.</param>
/// <param name="Script">The commands; offsets are into the instruction's script.</param>
public sealed record RunScript(RunInstruction Instruction, Stage Stage, ShellKind Kind, bool PipeFail, ShellScript Script)
{
    /// <summary>
    /// The text that was parsed: the instruction's script with its here-documents behind it, the body of a here-document that stands
    /// alone, the argument of <c>sh -c</c>, or the words of an exec form.
    /// </summary>
    public string Text { get; init; } = "";

    /// <summary>Whether ONBUILD holds it, so that it runs in another stage.</summary>
    public bool IsTrigger { get; init; }

    /// <summary>The shell that reads it.</summary>
    public StageShell Shell { get; init; } = StageShell.Linux;

    /// <summary>Whether a shell reads the text; false for an exec form that calls no shell.</summary>
    public bool IsScript => Source is { Command: null };

    internal ScriptSource? Source { get; init; }

    /// <summary>The offset in the Dockerfile's text of an offset of the script.</summary>
    public int OffsetAt(int scriptOffset) => Source?.ToPhysical(scriptOffset) ?? Instruction.Span.Start;

    /// <summary>The range of the Dockerfile's text that holds a range of the script, for instance a word's, for an edit.</summary>
    public TextSpan SpanOf(TextSpan span) =>
        span.Length == 0 ? new TextSpan(OffsetAt(span.Start), 0) : TextSpan.FromBounds(OffsetAt(span.Start), OffsetAt(span.End - 1) + 1);

    /// <summary>The 1-based line of the Dockerfile on which the offset of the script stands.</summary>
    public int LineAt(int scriptOffset) => RunScripts.LineAt(this, scriptOffset);

    /// <summary>All RUNs of a stage, in order.</summary>
    public static IReadOnlyList<RunScript> Of(Stage stage) => stage.Derive(static s => RunScripts.Of(s));
}

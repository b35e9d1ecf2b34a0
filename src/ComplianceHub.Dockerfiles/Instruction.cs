using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles;

/// <summary>A word of an instruction as written (quotes, escapes and variables unresolved) and where it stands.</summary>
public readonly record struct Word(string Text, TextSpan Span);

/// <summary>A leading <c>--name=value</c>; <see cref="Value"/> is null for a bare flag. Quotes and escapes are resolved.</summary>
public sealed record Flag(string Name, string? Value, TextSpan Span);

/// <summary>A here-document of RUN, COPY or ADD. <see cref="Content"/> is raw, after tab stripping when <see cref="Chomp"/>.</summary>
/// <param name="Name">The terminator, quotes resolved.</param>
/// <param name="Expand">False when any part of the word was quoted.</param>
/// <param name="Chomp">True for <c>&lt;&lt;-</c>.</param>
/// <param name="FileDescriptor">0 unless written, as in <c>3&lt;&lt;X</c>.</param>
/// <param name="Span">The body, terminator line excluded.</param>
public sealed record Heredoc(string Name, string Content, bool Expand, bool Chomp, int FileDescriptor, TextSpan Span)
{
    /// <summary>How many tabs each line lost; empty when none did.</summary>
    internal ImmutableArray<int> TabsPerLine { get; init; } = [];
}

/// <summary>A key with its value as written; quotes unresolved in <see cref="RawValue"/>, resolved (but not expanded) in <see cref="Value"/>.</summary>
public sealed record KeyValue(string Key, string Value, string RawValue, TextSpan Span, TextSpan ValueSpan)
{
    /// <summary>The key with its quotes.</summary>
    public string RawKey { get; init; } = Key;
}

/// <summary>How a command is written.</summary>
public enum CommandForm
{
    /// <summary>Text for a shell.</summary>
    Shell,

    /// <summary>A JSON array of words.</summary>
    Exec,
}

/// <summary>
/// One instruction of a Dockerfile, from its first to its last physical line (here-documents included).
/// Grammar: https://docs.docker.com/reference/dockerfile/ as BuildKit's parser reads it.
/// </summary>
public abstract record Instruction
{
    /// <summary>Upper-cased name, for instance <c>RUN</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>The whole instruction in the original text, without the last line's break.</summary>
    public TextSpan Span { get; init; }

    /// <summary>Where the name itself stands.</summary>
    public TextSpan NameSpan { get; init; }

    /// <summary>1-based first physical line.</summary>
    public int StartLine { get; init; }

    /// <summary>1-based last physical line, here-document terminators included.</summary>
    public int EndLine { get; init; }

    /// <summary>The logical line: continuations joined, comments inside removed; name included.</summary>
    public string Original { get; init; } = "";

    public ImmutableArray<Flag> Flags { get; init; } = [];

    public ImmutableArray<Heredoc> Heredocs { get; init; } = [];

    /// <summary>Comment lines directly above, without their <c>#</c>.</summary>
    public ImmutableArray<string> Comments { get; init; } = [];

    /// <summary>The words after name and flags, as written; for the exec form the JSON strings.</summary>
    public ImmutableArray<Word> Arguments { get; init; } = [];

    /// <summary>Whether the logical line had a blank line inside a continuation.</summary>
    public bool HasEmptyContinuation { get; init; }

    /// <summary>Offset in the text after the logical line, before the bodies of here-documents.</summary>
    public int LogicalEnd { get; init; }

    /// <summary>The way from offsets of the logical line back to the text; <see cref="Original"/> may be a part of that line (ONBUILD).</summary>
    internal Parsing.LogicalLine? Line { get; init; }

    /// <summary>Where <see cref="Original"/> begins in <see cref="Line"/>.</summary>
    internal int LineOffset { get; init; }

    /// <summary>The range of the text that holds a range of <see cref="Original"/>; longer than that where escapes, line breaks and comments stand inside.</summary>
    public TextSpan SpanOf(TextSpan ofOriginal) => Line?.SpanOf(LineOffset + ofOriginal.Start, LineOffset + ofOriginal.End) ?? Span;

    public string? FlagValue(string name) => Flags.FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
}

/// <summary><c>FROM [--platform=p] image [AS name]</c>.</summary>
public sealed record FromInstruction : Instruction
{
    /// <summary>The image as written, variables unresolved, quotes resolved.</summary>
    public required Word Image { get; init; }

    /// <summary>The stage's name as written, or null.</summary>
    public Word? StageName { get; init; }

    public string? Platform => FlagValue("platform");
}

/// <summary>RUN, CMD and ENTRYPOINT: a command in one of two forms.</summary>
public abstract record CommandInstruction : Instruction
{
    public required CommandForm Form { get; init; }

    /// <summary>Shell form: the script (continuations joined, without the name and flags). Exec form: empty.</summary>
    public required string Script { get; init; }

    /// <summary>Where <see cref="Script"/> begins in <see cref="Instruction.Line"/>.</summary>
    internal int ScriptOffset { get; init; }
}

public sealed record RunInstruction : CommandInstruction;

public sealed record CmdInstruction : CommandInstruction;

public sealed record EntrypointInstruction : CommandInstruction;

/// <summary>COPY and ADD.</summary>
public abstract record TransferInstruction : Instruction
{
    /// <summary>Exec when the words are written as a JSON array.</summary>
    public CommandForm Form { get; init; }

    public required ImmutableArray<Word> Sources { get; init; }

    public required Word Destination { get; init; }

    /// <summary><c>--from</c> as written, or null.</summary>
    public string? From => FlagValue("from");
}

public sealed record CopyInstruction : TransferInstruction;

public sealed record AddInstruction : TransferInstruction;

/// <summary>ENV and LABEL; <see cref="LegacySyntax"/> for <c>ENV key value</c>.</summary>
public abstract record PairsInstruction : Instruction
{
    public required ImmutableArray<KeyValue> Pairs { get; init; }

    public bool LegacySyntax { get; init; }
}

public sealed record EnvInstruction : PairsInstruction;

public sealed record LabelInstruction : PairsInstruction;

/// <summary>One declared build argument; <see cref="Default"/> is null when none is given.</summary>
public sealed record ArgDeclaration(string Key, string? Default, TextSpan Span, TextSpan? DefaultSpan)
{
    /// <summary>The default with its quotes; <see cref="Default"/> has them resolved, but is not expanded.</summary>
    public string? RawDefault { get; init; } = Default;
}

public sealed record ArgInstruction : Instruction
{
    public required ImmutableArray<ArgDeclaration> Declarations { get; init; }
}

public sealed record UserInstruction : Instruction
{
    /// <summary><c>user[:group]</c> as written.</summary>
    public required Word User { get; init; }
}

public sealed record WorkdirInstruction : Instruction
{
    public required Word Path { get; init; }
}

public sealed record ExposeInstruction : Instruction;

public sealed record VolumeInstruction : Instruction
{
    /// <summary>Exec when the words are written as a JSON array.</summary>
    public CommandForm Form { get; init; }
}

public sealed record StopsignalInstruction : Instruction;

public sealed record MaintainerInstruction : Instruction;

/// <summary><c>SHELL ["program", "argument"…]</c>; the words are the <see cref="Instruction.Arguments"/>.</summary>
public sealed record ShellInstruction : Instruction
{
    /// <summary>Exec; anything else is an error.</summary>
    public CommandForm Form { get; init; }
}

/// <summary><c>HEALTHCHECK NONE</c> or <c>HEALTHCHECK [options] CMD command</c>.</summary>
public sealed record HealthcheckInstruction : Instruction
{
    public required bool IsNone { get; init; }

    public CommandForm Form { get; init; }

    public string Script { get; init; } = "";

    /// <summary>Where <see cref="Script"/> begins in <see cref="Instruction.Line"/>.</summary>
    internal int ScriptOffset { get; init; }
}

public sealed record OnbuildInstruction : Instruction
{
    /// <summary>The wrapped instruction; null when it could not be read.</summary>
    public Instruction? Trigger { get; init; }
}

/// <summary>A name BuildKit does not know; kept in the tree as its parser does.</summary>
public sealed record UnknownInstruction : Instruction;

using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>One word of a command. <see cref="Value"/> has quotes removed; variables stay as written (<c>$X</c>).</summary>
/// <param name="Raw">As written.</param>
/// <param name="Value">Quotes and escapes resolved.</param>
/// <param name="Offset">Offset in the script that was parsed.</param>
public readonly record struct ShellWord(string Raw, string Value, int Offset)
{
    /// <summary>Whether it holds a variable or command substitution, so that its text is not fully known.</summary>
    public bool IsDynamic => Raw.Contains('$', StringComparison.Ordinal) || Raw.Contains('`', StringComparison.Ordinal);
}

/// <summary>A redirection such as <c>&gt; file</c>.</summary>
public sealed record ShellRedirection(string Operator, ShellWord Target);

/// <summary>
/// A simple command found anywhere in a script (lists, pipes, subshells, compound commands, substitutions), in order of appearance.
/// </summary>
public sealed record ShellCommand
{
    /// <summary><c>A=1</c> before the command, name and value.</summary>
    public ImmutableArray<(string Name, ShellWord Value)> Assignments { get; init; } = [];

    /// <summary>The command's name and its arguments; empty for a bare assignment.</summary>
    public ImmutableArray<ShellWord> Words { get; init; } = [];

    public ImmutableArray<ShellRedirection> Redirections { get; init; } = [];

    /// <summary>Text handed to standard input by a here-document, or null.</summary>
    public string? StandardInput { get; init; }

    /// <summary>Whether its output goes into a pipe.</summary>
    public bool PipesOutput { get; init; }

    /// <summary>Whether its input comes from a pipe.</summary>
    public bool PipesInput { get; init; }

    /// <summary>Offsets of the command in the script.</summary>
    public TextSpan Span { get; init; }

    /// <summary>Base name of the command (<c>/usr/bin/apt-get</c> gives <c>apt-get</c>); empty when dynamic or absent.</summary>
    public string Name => Words.IsEmpty || Words[0].IsDynamic ? "" : Words[0].Value[(Words[0].Value.LastIndexOf('/') + 1)..];

    /// <summary>Words after the name.</summary>
    public IEnumerable<ShellWord> Arguments => Words.Skip(1);
}

/// <summary>A script read by the grammar of POSIX shells and bash.</summary>
public sealed record ShellScript(ImmutableArray<ShellCommand> Commands, ImmutableArray<string> Errors)
{
    /// <summary>Reads a script; never throws, what is wrong is in <see cref="Errors"/>.</summary>
    public static ShellScript Parse(string script) => ShellParser.Parse(script);
}

using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>One word of a command. <see cref="Value"/> has quotes removed; variables stay as written (<c>$X</c>).</summary>
/// <param name="Raw">As written.</param>
/// <param name="Value">Quotes and escapes resolved.</param>
/// <param name="Offset">Offset in the script that was parsed.</param>
public readonly record struct ShellWord(string Raw, string Value, int Offset)
{
    private readonly bool? _isDynamic;

    /// <summary>Whether it holds a variable or command substitution (single quotes hold none), so that its text is not fully known.</summary>
    public bool IsDynamic
    {
        get => _isDynamic ?? (Raw.Contains('$', StringComparison.Ordinal) || Raw.Contains('`', StringComparison.Ordinal));
        init => _isDynamic = value;
    }

    /// <summary>Where it stands in the script.</summary>
    public TextSpan Span => new(Offset, Raw.Length);
}

/// <summary>What joins a command to the one before it.</summary>
public enum ShellConnector
{
    /// <summary>It is the first.</summary>
    None,

    /// <summary><c>&amp;&amp;</c></summary>
    And,

    /// <summary><c>||</c></summary>
    Or,

    /// <summary><c>;</c> or a line break</summary>
    Sequence,

    /// <summary><c>|</c> or <c>|&amp;</c></summary>
    Pipe,

    /// <summary><c>&amp;</c></summary>
    Background,
}

/// <summary>A redirection such as <c>&gt; file</c>.</summary>
/// <param name="Operator">Without descriptor: <c>&gt;</c>, <c>&gt;&gt;</c>, <c>&lt;</c>, <c>&amp;&gt;</c>, <c>&gt;&amp;</c>, <c>&lt;&lt;</c>, <c>&lt;&lt;&lt;</c> …</param>
/// <param name="Target">The file, descriptor, delimiter or string.</param>
public sealed record ShellRedirection(string Operator, ShellWord Target)
{
    /// <summary>The descriptor written before the operator, or null.</summary>
    public int? FileDescriptor { get; init; }
}

/// <summary>
/// A simple command found anywhere in a script (lists, pipes, subshells, compound commands, substitutions), in order of appearance.
/// </summary>
public sealed record ShellCommand
{
    /// <summary><c>A=1</c> before the command, name and value.</summary>
    public ImmutableArray<(string Name, ShellWord Value)> Assignments { get; init; } = [];

    /// <summary>The command's name and its arguments; empty for a bare assignment.</summary>
    public ImmutableArray<ShellWord> Words
    {
        get;
        init
        {
            field = value;
            Name = value.IsEmpty || value[0].IsDynamic ? "" : value[0].Value[(value[0].Value.LastIndexOf('/') + 1)..];
        }
    } = [];

    public ImmutableArray<ShellRedirection> Redirections { get; init; } = [];

    /// <summary>Text handed to standard input by a here-document, or null.</summary>
    public string? StandardInput { get; init; }

    /// <summary>Whether its output goes into a pipe.</summary>
    public bool PipesOutput { get; init; }

    /// <summary>Whether its input comes from a pipe.</summary>
    public bool PipesInput { get; init; }

    /// <summary>What stands before it; the first command of a group has what stands before the group.</summary>
    public ShellConnector Connector { get; init; }

    /// <summary>Commands that pipes join directly share a number; groups number their own.</summary>
    public int Pipeline { get; init; }

    /// <summary>0 outside of command substitutions.</summary>
    public int SubstitutionDepth { get; init; }

    /// <summary>0 outside of subshells, braces, loops, conditions and functions.</summary>
    public int GroupDepth { get; init; }

    /// <summary>Offsets of the command in the script.</summary>
    public TextSpan Span { get; init; }

    /// <summary>Base name of the command (<c>/usr/bin/apt-get</c> gives <c>apt-get</c>); empty when dynamic or absent.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Words after the name.</summary>
    public IEnumerable<ShellWord> Arguments => Words.Skip(1);
}

/// <summary>A script read by the grammar of POSIX shells and bash.</summary>
public sealed record ShellScript(ImmutableArray<ShellCommand> Commands, ImmutableArray<string> Errors)
{
    /// <summary>Names of the functions the script defines.</summary>
    public ImmutableArray<string> Functions { get; init; } = [];

    public static ShellScript Empty { get; } = new([], []);

    /// <summary>Reads a script; never throws, what is wrong is in <see cref="Errors"/>.</summary>
    public static ShellScript Parse(string script) => ShellParser.Parse(script);
}

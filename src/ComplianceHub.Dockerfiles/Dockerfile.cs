using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles;

/// <summary>A parser directive at the top, for instance <c># syntax=docker/dockerfile:1</c>.</summary>
public sealed record Directive(string Name, string Value, int Line);

/// <summary>Something the file says wrong, and where; the rest of the file is still read.</summary>
public sealed record ParseError(string Message, int Line, TextSpan Span);

/// <summary>A parsed Dockerfile: the original text, its instructions with exact spans, its stages. Immutable.</summary>
public sealed class Dockerfile
{
    internal Dockerfile(string text, char escape, ImmutableArray<Directive> directives, ImmutableArray<Instruction> instructions, ImmutableArray<ParseError> errors)
    {
        Text = text;
        Escape = escape;
        Directives = directives;
        Instructions = instructions;
        Errors = errors;
        Lines = new LineMap(text);
        var stages = StageBuilder.Build(this);
        GlobalArgs = stages.GlobalArgs;
        Stages = stages.Stages;
    }

    /// <summary>The text exactly as read, byte order mark included.</summary>
    public string Text { get; }

    /// <summary>The escape character, <c>\</c> or <c>`</c>.</summary>
    public char Escape { get; }

    public ImmutableArray<Directive> Directives { get; }

    /// <summary>All instructions in order, those before the first FROM included.</summary>
    public ImmutableArray<Instruction> Instructions { get; }

    public ImmutableArray<ParseError> Errors { get; }

    /// <summary>The ARGs before the first FROM.</summary>
    public ImmutableArray<ArgInstruction> GlobalArgs { get; }

    public ImmutableArray<Stage> Stages { get; }

    public LineMap Lines { get; }

    /// <summary>The stage that ships when no target is named: the last one; null when the file has no FROM.</summary>
    public Stage? FinalStage => Stages.IsEmpty ? null : Stages[^1];

    /// <summary>The stage of that name (case-insensitive) or number, or null.</summary>
    public Stage? FindStage(string nameOrIndex)
    {
        var named = Stages.LastOrDefault(s => s.Name is not null && s.Name.Equals(nameOrIndex, StringComparison.OrdinalIgnoreCase));
        if (named is not null)
        {
            return named;
        }

        return int.TryParse(nameOrIndex, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index)
            && index < Stages.Length ? Stages[index] : null;
    }

    /// <summary>Reads a Dockerfile. Never throws on bad input: what is wrong is in <see cref="Errors"/>.</summary>
    public static Dockerfile Parse(string text) => DockerfileParser.Parse(text);
}

using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles;

/// <summary>A variable's value; <see cref="Text"/> is null when it is declared but cannot be known from the file.</summary>
public readonly record struct VariableValue(string? Text, bool IsArg)
{
    public bool IsKnown => Text is not null;

    /// <summary>An ARG without default that nothing gives a value: unset for <c>${X:-y}</c>, unknown for <c>$X</c>.</summary>
    public bool IsDeclaredOnly { get; init; }
}

/// <summary>The result of an expansion; <see cref="Text"/> is null when it cannot be known, and <see cref="Undefined"/> names what is missing.</summary>
public readonly record struct Expansion(string? Text, ImmutableArray<string> Undefined, string? Error)
{
    public bool IsKnown => Text is not null;
}

/// <summary>Variables visible at a point of a stage (ENV wins over ARG of the same name). Immutable.</summary>
public sealed class StageScope(ImmutableDictionary<string, VariableValue> variables)
{
    public static StageScope Empty { get; } = new(ImmutableDictionary<string, VariableValue>.Empty);

    public ImmutableDictionary<string, VariableValue> Variables { get; } = variables;

    /// <summary>Expands <c>$X</c> and <c>${X…}</c> with all of BuildKit's modifiers; quotes are removed as BuildKit's word processing does.</summary>
    public Expansion Expand(string text, char escape = '\\') => VariableExpander.Expand(text, this, escape);
}

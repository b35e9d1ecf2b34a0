using System.Collections.Immutable;
using ComplianceHub.Dockerfiles.Parsing;

namespace ComplianceHub.Dockerfiles;

/// <summary>
/// The scopes of a stage from its beginning to its end: a new one after each ENV and ARG.
/// https://docs.docker.com/reference/dockerfile/#scope and https://docs.docker.com/reference/dockerfile/#using-arg-variables.
/// </summary>
internal sealed class ScopeTimeline
{
    private readonly StageScope _global;
    private readonly char _escape;
    private readonly List<int> _ends = [];
    private readonly List<StageScope> _scopes;

    public ScopeTimeline(StageScope first, StageScope global, char escape)
    {
        _global = global;
        _escape = escape;
        _scopes = [first];
    }

    public StageScope First => _scopes[0];

    public StageScope Last => _scopes[^1];

    /// <summary>What an instruction that begins at the offset sees: the results of all that end before it.</summary>
    public StageScope At(int offset)
    {
        var index = _ends.BinarySearch(offset);
        return _scopes[index >= 0 ? index + 1 : ~index];
    }

    /// <summary>Triggers of the stage this one is built on run before its own instructions.</summary>
    public void RunTrigger(Instruction trigger) => _scopes[0] = After(trigger, _scopes[0]);

    public void Run(Instruction instruction)
    {
        var after = After(instruction, Last);
        if (!ReferenceEquals(after, Last))
        {
            _ends.Add(instruction.Span.End);
            _scopes.Add(after);
        }
    }

    private StageScope After(Instruction instruction, StageScope before) => instruction switch
    {
        EnvInstruction env => Env(env, before),
        ArgInstruction arg => Arg(arg, before),
        _ => before,
    };

    /// <summary>All values of one instruction see the variables before it, not each other.</summary>
    private StageScope Env(EnvInstruction env, StageScope before)
    {
        var variables = before.Variables.ToBuilder();
        foreach (var pair in env.Pairs)
        {
            variables[pair.Key] = new VariableValue(VariableExpander.Expand(pair.RawValue, before, _escape).Text, IsArg: false);
        }

        return new StageScope(variables.ToImmutable());
    }

    private StageScope Arg(ArgInstruction arg, StageScope before)
    {
        var variables = before.Variables.ToBuilder();
        foreach (var declaration in arg.Declarations)
        {
            var current = before.Variables.TryGetValue(declaration.Key, out var value) ? value : (VariableValue?)null;
            if (current is { IsArg: false })
            {
                // ENV always wins over ARG.
                continue;
            }

            if (declaration.RawDefault is { } raw)
            {
                variables[declaration.Key] = new VariableValue(VariableExpander.Expand(raw, before, _escape).Text, IsArg: true);
            }
            else if (_global.Variables.TryGetValue(declaration.Key, out var global))
            {
                variables[declaration.Key] = global;
            }
            else if (current is null)
            {
                variables[declaration.Key] = new VariableValue(null, IsArg: true) { IsDeclaredOnly = true };
            }
        }

        return new StageScope(variables.ToImmutable());
    }
}

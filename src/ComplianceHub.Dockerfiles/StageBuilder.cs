using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles;

/// <summary>Cuts the instructions into stages and finds out what each stands on, in one pass over the file.</summary>
internal sealed class StageBuilder
{
    private readonly Dockerfile _file;
    private readonly char _escape;
    private readonly StageScope _global;
    private readonly ImmutableArray<Stage>.Builder _stages = ImmutableArray.CreateBuilder<Stage>();

    /// <summary>Names are lower-cased where they are given, but compared as written where FROM uses them.</summary>
    private readonly Dictionary<string, Stage> _named = new(StringComparer.Ordinal);

    private StageBuilder(Dockerfile file, StageScope global)
    {
        _file = file;
        _escape = file.Escape;
        _global = global;
    }

    public static StageList Build(Dockerfile file)
    {
        var instructions = file.Instructions;
        var first = 0;
        while (first < instructions.Length && instructions[first] is not FromInstruction)
        {
            first++;
        }

        var globalArgs = instructions.AsSpan(0, first).ToArray().OfType<ArgInstruction>().ToImmutableArray();
        var global = GlobalScope.Of(globalArgs, file.Escape);
        var builder = new StageBuilder(file, global);
        while (first < instructions.Length)
        {
            var end = first + 1;
            while (end < instructions.Length && instructions[end] is not FromInstruction)
            {
                end++;
            }

            builder.Add((FromInstruction)instructions[first], instructions[(first + 1)..end]);
            first = end;
        }

        return new StageList(globalArgs, global, builder._stages.ToImmutable());
    }

    private void Add(FromInstruction from, ImmutableArray<Instruction> instructions)
    {
        var on = BaseOf(from);
        var parent = (on as StageBase.Parent)?.Stage;
        var timeline = new ScopeTimeline(parent?.Scope ?? StageScope.Empty, _global, _escape);
        var inherited = parent is null ? [] : parent.Triggers.Select(t => t.Trigger).OfType<Instruction>().ToImmutableArray();
        var shells = new ShellTimeline(parent?.Shell ?? StageShell.DefaultFor(_file, from, on));
        foreach (var trigger in inherited)
        {
            timeline.RunTrigger(trigger);
            shells.RunTrigger(trigger);
        }

        foreach (var instruction in instructions)
        {
            timeline.Run(instruction);
            shells.Run(instruction);
        }

        var stage = new Stage(_file, _stages.Count, from, on, instructions, inherited, timeline, shells);
        _stages.Add(stage);
        if (stage.Name is { } name)
        {
            _named[name.ToLowerInvariant()] = stage;
        }
    }

    private StageBase BaseOf(FromInstruction from)
    {
        var written = from.Arguments.IsEmpty ? "" : from.Arguments[0].Text;
        if (VariableExpander.Process(written, _global, _escape, out var missing, out var error) is not { } expanded)
        {
            return new StageBase.Unknown(written, error ?? "cannot be expanded");
        }

        if (!expanded.Known)
        {
            return new StageBase.Unknown(expanded.Text, $"{string.Join(", ", missing)} has no value in this file");
        }

        if (expanded.Text == "scratch")
        {
            return new StageBase.Scratch();
        }

        if (_named.TryGetValue(expanded.Text, out var parent))
        {
            return new StageBase.Parent(parent);
        }

        return ImageReference.TryParse(expanded.Text, out var reason) is { } reference
            ? new StageBase.External(reference)
            : new StageBase.Unknown(expanded.Text, reason ?? "is not a reference");
    }
}

/// <summary>What <see cref="StageBuilder"/> finds.</summary>
internal sealed record StageList(ImmutableArray<ArgInstruction> GlobalArgs, StageScope GlobalScope, ImmutableArray<Stage> Stages);

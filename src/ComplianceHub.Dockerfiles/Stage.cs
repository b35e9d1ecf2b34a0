using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles;

/// <summary>What a stage stands on.</summary>
public abstract record StageBase
{
    private StageBase()
    {
    }

    /// <summary><c>FROM scratch</c>.</summary>
    public sealed record Scratch : StageBase;

    /// <summary>An earlier stage of the same file.</summary>
    public sealed record Parent(Stage Stage) : StageBase;

    /// <summary>An image from a registry, after expansion with the defaults of global ARGs.</summary>
    public sealed record External(ImageReference Reference) : StageBase;

    /// <summary>Cannot be known from the file (an ARG without default) or is not a valid reference; <see cref="Reason"/> says which.</summary>
    public sealed record Unknown(string Expanded, string Reason) : StageBase;
}

/// <summary>One build stage.</summary>
public sealed class Stage
{
    internal Stage(int index, FromInstruction from, StageBase on, ImmutableArray<Instruction> instructions, StageScope scope)
    {
        Index = index;
        From = from;
        Base = on;
        Instructions = instructions;
        Scope = scope;
    }

    /// <summary>0-based, over all stages.</summary>
    public int Index { get; }

    /// <summary>The name as written, or null.</summary>
    public string? Name => From.StageName?.Text;

    public FromInstruction From { get; }

    public StageBase Base { get; }

    /// <summary>The instructions after FROM.</summary>
    public ImmutableArray<Instruction> Instructions { get; }

    /// <summary>The variables as they stand at the end of the stage, inherited ones included.</summary>
    public StageScope Scope { get; }

    /// <summary>This stage and those it is built on by FROM, nearest first.</summary>
    public IEnumerable<Stage> Lineage()
    {
        for (var stage = this; stage is not null; stage = (stage.Base as StageBase.Parent)?.Stage)
        {
            yield return stage;
        }
    }

    /// <summary>What the lineage finally stands on: scratch, an external image or unknown.</summary>
    public StageBase Root => Lineage().Last().Base;
}

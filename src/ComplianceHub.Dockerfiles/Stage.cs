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
    private readonly ScopeTimeline _timeline;
    private readonly ShellTimeline _shells;
    private DerivedValues _derived;

    internal Stage(
        Dockerfile file,
        int index,
        FromInstruction from,
        StageBase on,
        ImmutableArray<Instruction> instructions,
        ImmutableArray<Instruction> inheritedTriggers,
        ScopeTimeline timeline,
        ShellTimeline shells)
    {
        File = file;
        Index = index;
        From = from;
        Base = on;
        Instructions = instructions;
        InheritedTriggers = inheritedTriggers;
        _timeline = timeline;
        _shells = shells;
    }

    public Dockerfile File { get; }

    /// <summary>0-based, over all stages.</summary>
    public int Index { get; }

    /// <summary>The name as written, or null.</summary>
    public string? Name => From.StageName?.Text;

    public FromInstruction From { get; }

    public StageBase Base { get; }

    /// <summary>The instructions after FROM.</summary>
    public ImmutableArray<Instruction> Instructions { get; }

    /// <summary>The variables as they stand at the end of the stage, inherited ones included.</summary>
    public StageScope Scope => _timeline.Last;

    /// <summary>The stage's own ONBUILD instructions. They do nothing here, but run in the stages built on this one.</summary>
    public IEnumerable<OnbuildInstruction> Triggers => Instructions.OfType<OnbuildInstruction>();

    /// <summary>The instructions that ONBUILD of the parent stage runs before this stage's own; not inherited any further.</summary>
    public ImmutableArray<Instruction> InheritedTriggers { get; }

    /// <summary>What the stage executes: the parent's triggers, then its own instructions (ONBUILD included, as a statement).</summary>
    public IEnumerable<Instruction> Executed => InheritedTriggers.IsEmpty ? Instructions : InheritedTriggers.Concat(Instructions);

    /// <summary>
    /// The variables an instruction of this stage sees, before its own effect. For an inherited trigger, those at the stage's beginning.
    /// </summary>
    public StageScope ScopeAt(Instruction instruction) =>
        instruction.Span.Start < From.Span.End ? _timeline.First : _timeline.At(instruction.Span.Start);

    /// <summary>The shell at the end of the stage.</summary>
    public StageShell Shell => _shells.Last;

    /// <summary>The shell that reads an instruction of this stage in shell form.</summary>
    public StageShell ShellAt(Instruction instruction) => _shells.At(Math.Max(instruction.Span.Start, From.Span.End));

    /// <summary>What is worked out from the stage alone: kept with it for all who ask.</summary>
    /// <param name="derive">A static function: it stands for its value.</param>
    public T Derive<T>(Func<Stage, T> derive)
        where T : notnull => _derived.Get(this, derive);

    /// <summary>This stage and those it is built on by FROM, nearest first.</summary>
    public IEnumerable<Stage> Lineage()
    {
        for (var stage = this; stage is not null; stage = (stage.Base as StageBase.Parent)?.Stage)
        {
            yield return stage;
        }
    }

    /// <summary>
    /// The last instruction of that type that holds for an image of this stage: its own, else the one inherited by FROM; null when
    /// the base decides. For CMD use <see cref="EffectiveCmd"/>.
    /// </summary>
    public T? Effective<T>()
        where T : Instruction => Lineage().Select(s => s.Executed.OfType<T>().LastOrDefault()).FirstOrDefault(i => i is not null);

    /// <summary>The CMD that holds; an ENTRYPOINT clears the CMD of the stages and the base below (https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact).</summary>
    public CmdInstruction? EffectiveCmd
    {
        get
        {
            foreach (var stage in Lineage())
            {
                if (stage.Executed.OfType<CmdInstruction>().LastOrDefault() is { } cmd)
                {
                    return cmd;
                }

                if (stage.Executed.Any(i => i is EntrypointInstruction))
                {
                    return null;
                }
            }

            return null;
        }
    }

    /// <summary>What the lineage finally stands on: scratch, an external image or unknown.</summary>
    public StageBase Root => Lineage().Last().Base;
}

using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles;

/// <summary>
/// A parser directive at the top, for instance <c># syntax=docker/dockerfile:1</c>. <see cref="Name"/> is lower case, the
/// <see cref="Value"/> of <c>syntax</c> and <c>check</c> ends at the first blank.
/// </summary>
public sealed record Directive(string Name, string Value, int Line)
{
    /// <summary>The value with what follows its first blank.</summary>
    public string CommandLine { get; init; } = Value;
}

/// <summary>Which step of a build refuses the file.</summary>
public enum ParseErrorKind
{
    /// <summary>BuildKit's parser.</summary>
    Syntax,

    /// <summary>The next step, which looks at each instruction's name, flags and number of arguments.</summary>
    Instruction,
}

/// <summary>Something the file says wrong, and where; the rest of the file is still read.</summary>
public sealed record ParseError(string Message, int Line, TextSpan Span)
{
    public ParseErrorKind Kind { get; init; }
}

/// <summary>A parsed Dockerfile: the original text, its instructions with exact spans, its stages. Immutable.</summary>
public sealed class Dockerfile
{
    private DerivedValues _derived;

    internal Dockerfile(
        string text, char escape, ImmutableArray<Directive> directives, ImmutableArray<CommentLine> comments, ImmutableArray<Instruction> instructions, ImmutableArray<ParseError> errors)
    {
        Text = text;
        Comments = comments;
        Escape = escape;
        Directives = directives;
        Instructions = instructions;
        Errors = errors;
        Lines = new LineMap(text);
        var stages = StageBuilder.Build(this);
        GlobalArgs = stages.GlobalArgs;
        GlobalScope = stages.GlobalScope;
        Stages = stages.Stages;
    }

    /// <summary>The text exactly as read, byte order mark included.</summary>
    public string Text { get; }

    /// <summary>The escape character, <c>\</c> or <c>`</c>.</summary>
    public char Escape { get; }

    public ImmutableArray<Directive> Directives { get; }

    /// <summary>Every line that is a comment, directives and those inside of continued instructions included; what a here-document holds is none.</summary>
    public ImmutableArray<CommentLine> Comments { get; }

    /// <summary>All instructions in order, those before the first FROM included.</summary>
    public ImmutableArray<Instruction> Instructions { get; }

    public ImmutableArray<ParseError> Errors { get; }

    /// <summary>The ARGs before the first FROM.</summary>
    public ImmutableArray<ArgInstruction> GlobalArgs { get; }

    /// <summary>What FROM sees: the global ARGs with their defaults, and the platform's ARGs without values.</summary>
    public StageScope GlobalScope { get; }

    public ImmutableArray<Stage> Stages { get; }

    public LineMap Lines { get; }

    /// <summary>The stage that ships when no target is named: the last one; null when the file has no FROM.</summary>
    public Stage? FinalStage => Stages.IsEmpty ? null : Stages[^1];

    /// <summary>Every place that names an image or a stage, in order: FROM, <c>COPY --from</c>, <c>RUN --mount from</c>.</summary>
    public ImmutableArray<ImageUse> ImageUses => Derive(static file => Dockerfiles.ImageUses.Of(file).ToImmutableArray());

    /// <summary>Those that pull an image from outside of the file (known or not); what only ONBUILD pulls is included.</summary>
    public IEnumerable<ImageUse> ExternalImages => ImageUses.Where(u => u.IsExternal);

    /// <summary>The stage of that name (case-insensitive) or number, or null; of several with one name the last.</summary>
    public Stage? FindStage(string nameOrIndex)
    {
        if (Derive(static file => ByName(file)).TryGetValue(nameOrIndex, out var named))
        {
            return named;
        }

        return int.TryParse(nameOrIndex, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index)
            && index < Stages.Length ? Stages[index] : null;
    }

    /// <summary>The stages a build of the target needs, itself included, in order of the file: by FROM, <c>COPY --from</c> and <c>RUN --mount from</c>.</summary>
#pragma warning disable CA1822 // Read as what it is: a question to this file.
    public ImmutableArray<Stage> ReachableFrom(Stage target) => target.Derive(static stage => FindReachable(stage));
#pragma warning restore CA1822

    /// <summary>What is worked out from the file alone: kept with it for all who ask.</summary>
    /// <param name="derive">A static function: it stands for its value.</param>
    public T Derive<T>(Func<Dockerfile, T> derive)
        where T : notnull => _derived.Get(this, derive);

    /// <summary>Reads a Dockerfile. Never throws on bad input: what is wrong is in <see cref="Errors"/>.</summary>
    public static Dockerfile Parse(string text) => DockerfileParser.Parse(text);

    private static ImmutableArray<Stage> FindReachable(Stage target)
    {
        if (target.File.Stages.Length == 1)
        {
            return [target];
        }

        var needs = target.File.ImageUses.Where(u => u is { Stage: not null, IsTrigger: false }).ToLookup(u => u.User, u => u.Stage);
        var reached = new HashSet<Stage> { target };
        var open = new Stack<Stage>(reached);
        while (open.TryPop(out var stage))
        {
            foreach (var needed in needs[stage].OfType<Stage>().Where(reached.Add))
            {
                open.Push(needed);
            }
        }

        return [.. reached.OrderBy(s => s.Index)];
    }

    private static Dictionary<string, Stage> ByName(Dockerfile file)
    {
        var stages = new Dictionary<string, Stage>(StringComparer.OrdinalIgnoreCase);
        foreach (var stage in file.Stages)
        {
            if (stage.Name is { } name)
            {
                stages[name] = stage;
            }
        }

        return stages;
    }
}

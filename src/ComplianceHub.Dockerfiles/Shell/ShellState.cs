using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>The place in the script and what has been found so far; shared by the readers of one parse.</summary>
internal sealed class ShellState(string text)
{
    private readonly List<string> _errors = [];
    private readonly List<string> _functions = [];
    private int _depth;
    private int _pipelines;

    public string Text { get; } = text;

    public int Position { get; set; }

    public int End { get; set; } = text.Length;

    public List<ShellCommandDraft> Commands { get; } = [];

    public List<PendingHeredoc> Heredocs { get; } = [];

    public int SubstitutionDepth { get; set; }

    public int GroupDepth { get; set; }

    public int PipelineNumber { get; private set; }

    public bool AtEnd => Position >= End;

    public char Peek(int ahead = 0) => Position + ahead < End ? Text[Position + ahead] : '\0';

    public bool At(string expected) => Position + expected.Length <= End && Text.AsSpan(Position, expected.Length).SequenceEqual(expected);

    public bool Take(string expected)
    {
        if (!At(expected))
        {
            return false;
        }

        Position += expected.Length;
        return true;
    }

    /// <summary>Takes what cannot stand here: an operator's character, or a whole word.</summary>
    public string TakeStray()
    {
        var first = Position++;
        while (!AtEnd && char.IsAsciiLetter(Text[first]) && char.IsAsciiLetter(Peek()))
        {
            Position++;
        }

        return Text[first..Position];
    }

    public void Error(string message)
    {
        // One cause may echo; a handful is enough.
        if (_errors.Count < 20)
        {
            _errors.Add(message);
        }
    }

    public void AddFunction(string name) => _functions.Add(name);

    public bool Enter()
    {
        if (++_depth <= ShellParser.MaxDepth)
        {
            return true;
        }

        Error("nested too deeply");
        Position = End;
        _depth--;
        return false;
    }

    public void Leave() => _depth--;

    /// <summary>Gives the pipeline that begins here a number of its own and returns the one around it.</summary>
    public int BeginPipeline()
    {
        var outer = PipelineNumber;
        PipelineNumber = _pipelines++;
        return outer;
    }

    public void EndPipeline(int outer) => PipelineNumber = outer;

    /// <summary>Returns the group depth to hand back at the end.</summary>
    public int BeginSubstitution()
    {
        var saved = GroupDepth;
        GroupDepth = 0;
        SubstitutionDepth++;
        return saved;
    }

    public void EndSubstitution(int saved)
    {
        GroupDepth = saved;
        SubstitutionDepth--;
    }

    public void MarkPipes(int first, bool output, bool input)
    {
        for (var i = first; (output || input) && i < Commands.Count; i++)
        {
            var command = Commands[i];
            if (command.SubstitutionDepth == SubstitutionDepth)
            {
                command.PipesOutput |= output;
                command.PipesInput |= input;
            }
        }
    }

    /// <summary>A state for a text of its own (the inside of backticks), at the same depth.</summary>
    public ShellState Nested(string text) => new(text)
    {
        _depth = _depth,
        SubstitutionDepth = SubstitutionDepth,
        _pipelines = _pipelines,
    };

    /// <summary>Takes over what a nested state found; the map leads from its offsets to ours.</summary>
    public void Adopt(ShellState nested, Func<int, int> map)
    {
        _pipelines = nested._pipelines;
        nested._errors.ForEach(Error);
        _functions.AddRange(nested._functions);
        foreach (var command in nested.Commands)
        {
            command.Map(map);
            Commands.Add(command);
        }
    }

    public ShellScript ToScript()
    {
        // Drafts are added when they end or begin, depending on their kind; the order asked for is that of the text.
        var ordered = Commands.OrderBy(c => c.Start).Select(c => c.ToCommand());
        return new ShellScript([.. ordered], [.. _errors]) { Functions = [.. _functions] };
    }
}

/// <summary>A here-document announced on a line whose end has not been reached.</summary>
internal sealed record PendingHeredoc(ShellCommandDraft? Command, string Delimiter, bool StripTabs, bool IsQuoted);

using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>
/// Turns a logical line into an instruction: name, flags, then the arguments by the name's own rules
/// (https://docs.docker.com/reference/dockerfile/#format). What cannot be read is reported, and the instruction keeps the rest.
/// </summary>
internal sealed class InstructionReader
{
    /// <summary>ONBUILD in ONBUILD is an error already; deeper ones are not read.</summary>
    private const int MaxDepth = 2;

    private readonly InstructionHeader _header;
    private readonly ErrorReporter _report;
    private readonly LogicalLine _line;
    private readonly string _text;
    private readonly int _depth;
    private readonly int _from;
    private readonly int _to;
    private TextSpan _nameSpan;
    private int _start;
    private int _end;

    private InstructionReader(InstructionHeader header, int start, int end, ErrorReporter report, int depth)
    {
        _header = header;
        _report = report;
        _line = header.Line;
        _text = header.Text;
        _depth = depth;
        _from = start;
        _to = end;
    }

    private int Length => _end - _start;

    private string Rest => _text[_start.._end];

    public static Instruction Read(InstructionHeader header, int start, int end, ErrorReporter report) =>
        new InstructionReader(header, start, end, report, 0).Read();

    private Instruction Read()
    {
        var first = Blank.SkipUnicode(_text, _from, _to);
        _end = Blank.TrimEndUnicode(_text, first, _to);
        var nameEnd = first;
        while (nameEnd < _end && !Blank.Separates(_text[nameEnd]))
        {
            nameEnd++;
        }

        _nameSpan = _line.SpanOf(first, nameEnd);
        _start = Blank.SkipUnicode(_text, FlagReader.Read(_line, nameEnd, _end, _header.Escape, out var flags), _end);
        var name = _text[first..nameEnd].ToUpperInvariant();
        var instruction = Arguments(name) with
        {
            Name = name,
            NameSpan = _nameSpan,
            Span = _line.SpanOf(first, _end),
            StartLine = _header.StartLine,
            EndLine = _header.StartLine,
            Original = _from == 0 && _to == _text.Length ? _text : _text[_from.._to],
            Flags = flags,
            Line = _line,
            LineOffset = _from,
        };
        if (InstructionChecks.Check(instruction) is { } error)
        {
            Report(error, ParseErrorKind.Instruction);
        }

        return instruction;
    }

    private Instruction Arguments(string name) => name switch
    {
        "FROM" => From(),
        "RUN" => Command((form, script, words) => new RunInstruction { Form = form, Script = script, Arguments = words, ScriptOffset = _start }),
        "CMD" => Command((form, script, words) => new CmdInstruction { Form = form, Script = script, Arguments = words, ScriptOffset = _start }),
        "ENTRYPOINT" => Command((form, script, words) => new EntrypointInstruction { Form = form, Script = script, Arguments = words, ScriptOffset = _start }),
        "SHELL" => Shell(),
        "COPY" => Transfer((form, words, sources, destination) => new CopyInstruction { Form = form, Arguments = words, Sources = sources, Destination = destination }),
        "ADD" => Transfer((form, words, sources, destination) => new AddInstruction { Form = form, Arguments = words, Sources = sources, Destination = destination }),
        "VOLUME" => Volume(),
        "ENV" => Pairs("ENV", (pairs, legacy, words) => new EnvInstruction { Pairs = pairs, LegacySyntax = legacy, Arguments = words }),
        "LABEL" => Pairs("LABEL", (pairs, legacy, words) => new LabelInstruction { Pairs = pairs, LegacySyntax = legacy, Arguments = words }),
        "ARG" => Arg(),
        "USER" => new UserInstruction { User = Whole(), Arguments = WholeOrNone() },
        "WORKDIR" => new WorkdirInstruction { Path = Whole(), Arguments = WholeOrNone() },
        "STOPSIGNAL" => new StopsignalInstruction { Arguments = WholeOrNone() },
        "MAINTAINER" => new MaintainerInstruction { Arguments = WholeOrNone() },
        "EXPOSE" => new ExposeInstruction { Arguments = PlainWords() },
        "HEALTHCHECK" => Healthcheck(),
        "ONBUILD" => Onbuild(),
        _ => new UnknownInstruction { Arguments = PlainWords() },
    };

    private FromInstruction From()
    {
        var words = PlainWords();
        var named = words.Length >= 3 && words[1].Text.Equals("AS", StringComparison.OrdinalIgnoreCase);
        var image = words.IsEmpty ? Whole() : words[0];
        return new FromInstruction
        {
            Image = image with { Text = VariableExpander.Unquote(image.Text, _header.Escape) },
            StageName = named ? words[2] : null,
            Arguments = words,
        };
    }

    private Instruction Command(Func<CommandForm, string, ImmutableArray<Word>, Instruction> create)
    {
        var form = Json(_start, out var words);
        return form == CommandForm.Exec
            ? create(form, "", words)
            : create(form, Rest, WordReader.ToWords(_line, WordReader.Quoted(_text, _start, _end, _header.Escape)));
    }

    private ShellInstruction Shell()
    {
        var form = Json(_start, out var words);
        return new ShellInstruction { Form = form, Arguments = form == CommandForm.Exec ? words : WholeOrNone() };
    }

    private Instruction Transfer(Func<CommandForm, ImmutableArray<Word>, ImmutableArray<Word>, Word, Instruction> create)
    {
        var form = Json(_start, out var words);
        words = form == CommandForm.Exec ? words : PlainWords();
        var destination = words.Length > 1 ? words[^1] : new Word("", _line.SpanOf(_end, _end));
        return create(form, words, words.Length > 1 ? words[..^1] : words, destination);
    }

    private VolumeInstruction Volume()
    {
        var form = Json(_start, out var words);
        return new VolumeInstruction { Form = form, Arguments = form == CommandForm.Exec ? words : PlainWords() };
    }

    private Instruction Pairs(string name, Func<ImmutableArray<KeyValue>, bool, ImmutableArray<Word>, Instruction> create)
    {
        var words = WordReader.Quoted(_text, _start, _end, _header.Escape);
        var arguments = WordReader.ToWords(_line, words);
        if (words.Count > 0 && !words[0].Text.Contains('=', StringComparison.Ordinal))
        {
            return create(LegacyPair(name), true, arguments);
        }

        var pairs = ImmutableArray.CreateBuilder<KeyValue>(words.Count);
        foreach (var word in words)
        {
            var equals = word.Text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                _report(
                    $"Syntax error - can't find = in {GoQuote.Quote(word.Text)}. Must be of the form: name=value",
                    _header.StartLine,
                    _line.SpanOf(word.Start, word.End),
                    ParseErrorKind.Syntax);
                break;
            }

            pairs.Add(Pair(word.Start, word.Start + equals, word.Start + equals + 1, word.End));
        }

        return create(pairs.ToImmutable(), false, arguments);
    }

    private ImmutableArray<KeyValue> LegacyPair(string name)
    {
        var keyEnd = _start;
        while (keyEnd < _end && !Blank.Separates(_text[keyEnd]))
        {
            keyEnd++;
        }

        var valueStart = keyEnd;
        while (valueStart < _end && Blank.Separates(_text[valueStart]))
        {
            valueStart++;
        }

        if (valueStart > keyEnd)
        {
            return [Pair(_start, keyEnd, valueStart, _end)];
        }

        Report($"{name} must have two arguments", ParseErrorKind.Syntax);
        return [];
    }

    private KeyValue Pair(int start, int keyEnd, int valueStart, int end)
    {
        var raw = _text[valueStart..end];
        return new KeyValue(
            VariableExpander.Unquote(_text[start..keyEnd], _header.Escape),
            VariableExpander.Unquote(raw, _header.Escape),
            raw,
            _line.SpanOf(start, end),
            _line.SpanOf(valueStart, end)) { RawKey = _text[start..keyEnd] };
    }

    private ArgInstruction Arg()
    {
        var words = WordReader.Quoted(_text, _start, _end, _header.Escape);
        var declarations = ImmutableArray.CreateBuilder<ArgDeclaration>(words.Count);
        foreach (var word in words)
        {
            var span = _line.SpanOf(word.Start, word.End);
            var equals = word.Text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                declarations.Add(new ArgDeclaration(word.Text, null, span, null));
                continue;
            }

            var raw = word.Text[(equals + 1)..];
            declarations.Add(new ArgDeclaration(
                word.Text[..equals],
                VariableExpander.Unquote(raw, _header.Escape),
                span,
                _line.SpanOf(word.Start + equals + 1, word.End)) { RawDefault = raw });
        }

        return new ArgInstruction { Declarations = declarations.MoveToImmutable(), Arguments = WordReader.ToWords(_line, words) };
    }

    private HealthcheckInstruction Healthcheck()
    {
        var typeEnd = _start;
        while (typeEnd < _end && !Blank.IsUnicode(_text[typeEnd]))
        {
            typeEnd++;
        }

        if (typeEnd == _start)
        {
            return new HealthcheckInstruction { IsNone = false };
        }

        var type = new Word(_text[_start..typeEnd], _line.SpanOf(_start, typeEnd));
        var command = Blank.SkipUnicode(_text, typeEnd, _end);
        var form = Json(command, out var words);
        if (form == CommandForm.Shell)
        {
            words = WordReader.ToWords(_line, WordReader.Quoted(_text, command, _end, _header.Escape));
        }

        return new HealthcheckInstruction
        {
            IsNone = type.Text.Equals("NONE", StringComparison.OrdinalIgnoreCase),
            Form = form,
            Script = form == CommandForm.Exec ? "" : _text[command.._end],
            ScriptOffset = command,
            Arguments = [type, .. words],
        };
    }

    private OnbuildInstruction Onbuild()
    {
        if (Length == 0 || _depth >= MaxDepth)
        {
            return new OnbuildInstruction { Arguments = PlainWords() };
        }

        var trigger = new InstructionReader(_header, _start, _end, _report, _depth + 1).Read();
        return new OnbuildInstruction { Trigger = trigger, Arguments = _depth == 0 ? PlainWords() : [] };
    }

    private CommandForm Json(int start, out ImmutableArray<Word> words)
    {
        words = [];
        var form = JsonWords.Read(_text, start, _end, out var found);
        if (form == JsonForm.None)
        {
            return CommandForm.Shell;
        }

        if (form == JsonForm.Mixed)
        {
            Report("when using JSON array syntax, arrays must be comprised of strings only", ParseErrorKind.Syntax);
        }

        words = WordReader.ToWords(_line, found);
        return CommandForm.Exec;
    }

    private Word Whole() => new(Rest, _line.SpanOf(_start, _end));

    private ImmutableArray<Word> WholeOrNone() => Length == 0 ? [] : [Whole()];

    private ImmutableArray<Word> PlainWords() => WordReader.ToWords(_line, WordReader.Plain(_text, _start, _end));

    private void Report(string message, ParseErrorKind kind) => _report(message, _header.StartLine, _line.SpanOf(_from, _to), kind);
}

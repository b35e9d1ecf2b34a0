using System.Collections.Immutable;
using System.Text;
using ComplianceHub.Dockerfiles.Parsing;

namespace ComplianceHub.Dockerfiles;

/// <summary>
/// Reads a Dockerfile line by line as the package frontend/dockerfile/parser of https://github.com/moby/buildkit does, except
/// that an error does not end it. Runs in time linear in the length of the text.
/// </summary>
internal sealed class DockerfileParser
{
    /// <summary>BuildKit's scanner refuses longer lines (bytes, line break included).</summary>
    private const int MaxLineBytes = 65_536;

    private readonly string _text;
    private readonly LineCursor _cursor;
    private readonly HeredocReader _heredocs;
    private readonly DirectiveReader _directiveReader = DirectiveReader.ForParser();
    private readonly List<Directive> _directives = [];
    private readonly List<ParseError> _errors = [];
    private readonly ImmutableArray<Instruction>.Builder _instructions = ImmutableArray.CreateBuilder<Instruction>();
    private readonly List<string> _comments = [];
    private readonly ImmutableArray<CommentLine>.Builder _commentLines = ImmutableArray.CreateBuilder<CommentLine>();
    private char _escape = '\\';
    private bool _hasStage;
    private bool _saidNoStage;

    private DockerfileParser(string text)
    {
        _text = text;
        _cursor = new LineCursor(text);
        _heredocs = new HeredocReader(text, _cursor);
    }

    public static Dockerfile Parse(string text) => new DockerfileParser(text).Read();

    private Dockerfile Read()
    {
        while (_cursor.MoveNext())
        {
            CheckLength();
            var start = Blank.SkipUnicode(_text, _cursor.Start, _cursor.End);
            if (start < _cursor.End && _text[start] == '#')
            {
                ReadComment(start);
                continue;
            }

            _directiveReader.Read(default, out _);
            if (start < _cursor.End)
            {
                ReadInstruction(start);
            }
        }

        if (_instructions.Count == 0)
        {
            Report("file with no instructions", Math.Max(_cursor.Number, 1), new TextSpan(_text.Length, 0), ParseErrorKind.Syntax);
        }

        return new Dockerfile(_text, _escape, DirectiveReader.Merge(_text, _directives), _commentLines.ToImmutable(), _instructions.ToImmutable(), [.. _errors]);
    }

    private void ReadComment(int start)
    {
        _commentLines.Add(new CommentLine(_cursor.Number, TextSpan.FromBounds(start, _cursor.End), start > _cursor.Start, IsInside: false));

        // BuildKit drops the line's first character, which is the "#" only when the line is not indented.
        var comment = _text[(_cursor.Start + 1).._cursor.End].Trim();
        if (comment.Length == 0)
        {
            _comments.Clear();
        }

        var line = _text.AsSpan(start, _cursor.End - start);
        var span = TextSpan.FromBounds(start, _cursor.End);
        if (_directiveReader.Read(line, out var error) is { } directive)
        {
            _directives.Add(new Directive(directive.Name, directive.Value, _cursor.Number) { CommandLine = directive.Value });
            if (directive.Name == "escape")
            {
                if (directive.Value is ['\\' or '`'])
                {
                    _escape = directive.Value[0];
                }
                else
                {
                    Report($"invalid escape token '{directive.Value}' does not match ` or \\", _cursor.Number, span, ParseErrorKind.Syntax);
                }
            }

            return;
        }

        if (error is not null)
        {
            Report(error, _cursor.Number, span, ParseErrorKind.Syntax);
        }

        if (comment.Length > 0)
        {
            _comments.Add(comment);
        }
    }

    private void ReadInstruction(int start)
    {
        var startLine = _cursor.Number;
        var line = ReadLogicalLine(start, out var hasEmptyContinuation);
        var logicalEnd = _cursor.End;
        var header = new InstructionHeader(line, startLine, _escape);
        var instruction = InstructionReader.Read(header, 0, line.Text.Length, Report);

        var heredocs = ImmutableArray<Heredoc>.Empty;
        if (CanContainHeredoc(instruction) && line.Text.Contains("<<", StringComparison.Ordinal))
        {
            var words = HeredocWord.AllIn(line.Text, out var error);
            heredocs = _heredocs.Read(words, out var unterminated);
            if (error is not null || unterminated is not null)
            {
                var span = TextSpan.FromBounds(start, _cursor.End);
                Report(error ?? $"unterminated heredoc {unterminated}", startLine, span, ParseErrorKind.Syntax);
            }
        }

        Add(instruction with
        {
            Span = TextSpan.FromBounds(start, _cursor.End),
            EndLine = _cursor.Number,
            LogicalEnd = logicalEnd,
            Comments = [.. _comments],
            HasEmptyContinuation = hasEmptyContinuation,
            Heredocs = heredocs,
        });
        _comments.Clear();
    }

    private void Add(Instruction instruction)
    {
        if (instruction is OnbuildInstruction { Trigger: { } trigger } onbuild)
        {
            instruction = onbuild with { Trigger = trigger with { EndLine = onbuild.EndLine, LogicalEnd = onbuild.LogicalEnd, Heredocs = onbuild.Heredocs, Span = TextSpan.FromBounds(trigger.Span.Start, onbuild.Span.End) } };
        }

        _instructions.Add(instruction);
        if (instruction is FromInstruction)
        {
            _hasStage = true;
        }
        else if (!_hasStage && !_saidNoStage && instruction is not (ArgInstruction or UnknownInstruction))
        {
            _saidNoStage = true;
            Report("no build stage in current context", instruction.StartLine, instruction.NameSpan, ParseErrorKind.Instruction);
        }
    }

    private LogicalLine ReadLogicalLine(int start, out bool hasEmptyContinuation)
    {
        hasEmptyContinuation = false;
        var builder = new LogicalLine.Builder(_text);
        var continues = Continues(start, _cursor.End, out var end);
        builder.Append(start, end);
        while (continues && _cursor.MoveNext())
        {
            CheckLength();
            var first = Blank.SkipUnicode(_text, _cursor.Start, _cursor.End);
            if (first == _cursor.End)
            {
                hasEmptyContinuation = true;
            }
            else if (_text[first] != '#')
            {
                continues = Continues(_cursor.Start, _cursor.End, out end);
                builder.Append(_cursor.Start, end);
            }
            else
            {
                _commentLines.Add(new CommentLine(_cursor.Number, TextSpan.FromBounds(first, _cursor.End), first > _cursor.Start, IsInside: true));
            }
        }

        return builder.Build();
    }

    /// <summary>Whether the last character but blanks is an escape that does not follow another one; then the line ends before it.</summary>
    private bool Continues(int start, int lineEnd, out int end)
    {
        var last = lineEnd;
        while (last > start && _text[last - 1] is ' ' or '\t')
        {
            last--;
        }

        var continues = last > start && _text[last - 1] == _escape && (last - 1 == start || _text[last - 2] != _escape);
        end = continues ? last - 1 : lineEnd;
        return continues;
    }

    private static bool CanContainHeredoc(Instruction instruction) => instruction switch
    {
        OnbuildInstruction { Trigger: { } trigger } => trigger is not OnbuildInstruction && CanContainHeredoc(trigger),
        RunInstruction run => run.Form == CommandForm.Shell,
        TransferInstruction transfer => transfer.Form == CommandForm.Shell,
        _ => false,
    };

    private void CheckLength()
    {
        var length = _cursor.Next - _cursor.Start;
        if (length > MaxLineBytes / 3 && Encoding.UTF8.GetByteCount(_text.AsSpan(_cursor.Start, length)) > MaxLineBytes)
        {
            Report($"dockerfile line greater than max allowed size of {MaxLineBytes - 1}", _cursor.Number, new TextSpan(_cursor.Start, 0), ParseErrorKind.Syntax);
        }
    }

    private void Report(string message, int line, TextSpan span, ParseErrorKind kind) => _errors.Add(new ParseError(message, line, span) { Kind = kind });
}

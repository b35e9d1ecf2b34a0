namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>
/// Recursive descent over the shell grammar (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_10)
/// with bash's additions. Lists every simple command; errors are noted, and reading goes on.
/// </summary>
internal sealed class ShellParser
{
    /// <summary>Deeper nesting is no script but an attack.</summary>
    internal const int MaxDepth = 150;

    private readonly ShellState _state;
    private readonly ShellWordReader _words;
    private readonly ShellCommandReader _commands;

    private ShellParser(ShellState state)
    {
        _state = state;
        _words = new ShellWordReader(state, this);
        _commands = new ShellCommandReader(state, _words, this);
    }

    public static ShellScript Parse(string script)
    {
        var state = new ShellState(script);
        new ShellParser(state).ReadAll();
        return state.ToScript();
    }

    internal static void ParseNested(ShellState state) => new ShellParser(state).ReadAll();

    private void ReadAll()
    {
        while (true)
        {
            List(ShellConnector.None);
            if (_state.AtEnd)
            {
                break;
            }

            // A stray ")", ";;", "fi" …
            _state.Error($"unexpected '{_state.TakeStray()}'");
        }

        _words.Finish();
    }

    /// <summary>Reads and-or lists up to the end, a closing word at a command's place, <c>)</c> or <c>;;</c>; none of these is taken.</summary>
    internal void List(ShellConnector connector)
    {
        if (!_state.Enter())
        {
            return;
        }

        var any = false;
        while (true)
        {
            _words.SkipBlanksAndLines();
            if (_state.AtEnd || _state.Peek() == ')' || _state.At(";;") || _state.At(";&") || _words.AtClosingWord())
            {
                if (any && connector is ShellConnector.And or ShellConnector.Or)
                {
                    _state.Error("expected a command after '&&' or '||'");
                }

                break;
            }

            any = true;

            var before = _state.Position;
            Pipeline(connector);
            connector = Separator();
            if (_state.Position == before)
            {
                _state.Error($"unexpected '{_state.TakeStray()}'");
            }
        }

        _state.Leave();
    }

    private ShellConnector Separator()
    {
        _words.SkipBlanks();
        if (_state.Take("&&"))
        {
            return ShellConnector.And;
        }

        if (_state.Take("||"))
        {
            return ShellConnector.Or;
        }

        if (_state.Peek() == '&')
        {
            _state.Position++;
            return ShellConnector.Background;
        }

        if (_state.Peek() == ';' && !_state.At(";;") && !_state.At(";&"))
        {
            _state.Position++;
        }
        else if (_state.Peek() == '(')
        {
            _state.Error("unexpected '('");
        }

        return ShellConnector.Sequence;
    }

    private void Pipeline(ShellConnector connector)
    {
        var outer = _state.BeginPipeline();
        var input = false;
        while (true)
        {
            var first = _state.Commands.Count;
            if (!_commands.Command(connector))
            {
                _state.Error(_state.AtEnd ? "expected a command at the end" : $"expected a command before '{_state.Peek()}'");
            }

            _words.SkipBlanks();
            var pipes = _state.Peek() == '|' && !_state.At("||");
            _state.MarkPipes(first, pipes, input);
            if (!pipes)
            {
                break;
            }

            _state.Position += _state.At("|&") ? 2 : 1;
            _words.SkipBlanksAndLines();
            input = true;
            connector = ShellConnector.Pipe;
        }

        _state.EndPipeline(outer);
    }
}

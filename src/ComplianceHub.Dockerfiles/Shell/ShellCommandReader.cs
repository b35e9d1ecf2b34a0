namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>Reads one command: simple, compound or a function definition.</summary>
internal sealed class ShellCommandReader
{
    private readonly ShellState _state;
    private readonly ShellWordReader _words;
    private readonly ShellCompoundReader _compounds;

    public ShellCommandReader(ShellState state, ShellWordReader words, ShellParser parser)
    {
        _state = state;
        _words = words;
        _compounds = new ShellCompoundReader(state, words, parser, this);
    }

    /// <summary>False when nothing was there.</summary>
    public bool Command(ShellConnector connector)
    {
        _words.SkipBlanks();
        while (_words.TakeReserved("!") || _words.TakeReserved("time"))
        {
            _words.SkipBlanks();
            if (_words.TakeReserved("-p"))
            {
                _words.SkipBlanks();
            }
        }

        if (!_state.Enter())
        {
            return false;
        }

        var before = _state.Position;
        if (_compounds.Read(connector))
        {
            Redirections();
        }
        else
        {
            Simple(connector);
        }

        _state.Leave();
        return _state.Position > before;
    }

    private void Simple(ShellConnector connector)
    {
        var draft = new ShellCommandDraft
        {
            Connector = connector,
            Pipeline = _state.PipelineNumber,
            SubstitutionDepth = _state.SubstitutionDepth,
            GroupDepth = _state.GroupDepth,
            Start = _state.Position,
        };
        _state.Commands.Add(draft);
        var index = _state.Commands.Count - 1;
        draft.End = _state.Position;
        while (true)
        {
            _words.SkipBlanks();
            if (_words.Redirection(draft))
            {
                draft.End = _state.Position;
                continue;
            }

            if (_words.Word() is not { } word)
            {
                break;
            }

            if (draft.Words.Count == 0 && ShellAssignment.Split(word) is { } assignment)
            {
                draft.Assignments.Add(_state.Peek() == '(' ? (assignment.Name, _words.Array(assignment.Value)) : assignment);
            }
            else
            {
                draft.Words.Add(word);
                if (draft.Words.Count == 1 && draft.Assignments.Count == 0 && IsFunction())
                {
                    _state.AddFunction(word.Value);
                    _state.Commands.RemoveAt(index);
                    _compounds.Body(connector);
                    return;
                }

                if (_state.Peek() == '(' && ShellAssignment.Split(word) is { Value.Raw.Length: 0 } array)
                {
                    // declare -a x=(1 2)
                    _words.Array(array.Value);
                }
            }

            draft.End = _state.Position;
        }

        if (draft.IsEmpty)
        {
            _state.Commands.RemoveAt(index);
        }
    }

    private bool IsFunction()
    {
        var before = _state.Position;
        _words.SkipBlanks();
        if (_state.Peek() == '(' && _compounds.TakeEmptyParentheses())
        {
            return true;
        }

        _state.Position = before;
        return false;
    }

    private void Redirections()
    {
        do
        {
            _words.SkipBlanks();
        }
        while (_words.Redirection(null));
    }
}

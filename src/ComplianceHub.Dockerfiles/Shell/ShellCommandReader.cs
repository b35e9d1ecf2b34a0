namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>Reads one command: simple, compound or a function definition.</summary>
internal sealed class ShellCommandReader(ShellState state, ShellWordReader words, ShellParser parser)
{
    /// <summary>False when nothing was there.</summary>
    public bool Command(ShellConnector connector)
    {
        words.SkipBlanks();
        while (words.TakeReserved("!") || words.TakeReserved("time"))
        {
            words.SkipBlanks();
            if (words.TakeReserved("-p"))
            {
                words.SkipBlanks();
            }
        }

        if (!state.Enter())
        {
            return false;
        }

        var before = state.Position;
        if (Compound(connector))
        {
            Redirections();
        }
        else
        {
            Simple(connector);
        }

        state.Leave();
        return state.Position > before;
    }

    private bool Compound(ShellConnector connector)
    {
        if (state.At("((") && words.TakeArithmetic())
        {
            return true;
        }

        if (state.Peek() == '(')
        {
            state.Position++;
            Group(connector, () => Close(')'));
            return true;
        }

        if (words.TakeReserved("{"))
        {
            Group(connector, () => Reserved("}"));
            return true;
        }

        if (words.TakeReserved("if"))
        {
            state.GroupDepth++;
            If(connector);
            state.GroupDepth--;
            return true;
        }

        if (words.TakeReserved("while") || words.TakeReserved("until"))
        {
            state.GroupDepth++;
            parser.List(connector);
            Loop();
            state.GroupDepth--;
            return true;
        }

        if (words.TakeReserved("for") || words.TakeReserved("select"))
        {
            For();
            return true;
        }

        if (words.TakeReserved("case"))
        {
            Case(connector);
            return true;
        }

        if (words.TakeReserved("[["))
        {
            words.Condition();
            return true;
        }

        if (words.TakeReserved("function"))
        {
            words.SkipBlanks();
            if (words.Word() is { } name)
            {
                state.AddFunction(name.Value);
            }

            words.SkipBlanks();
            if (state.Peek() == '(')
            {
                TakeEmptyParentheses();
            }

            Body(connector);
            return true;
        }

        return false;
    }

    private void Group(ShellConnector connector, Action close)
    {
        state.GroupDepth++;
        parser.List(connector);
        close();
        state.GroupDepth--;
    }

    private void If(ShellConnector connector)
    {
        parser.List(connector);
        Reserved("then");
        parser.List(ShellConnector.Sequence);
        while (words.TakeReserved("elif"))
        {
            parser.List(ShellConnector.Sequence);
            Reserved("then");
            parser.List(ShellConnector.Sequence);
        }

        if (words.TakeReserved("else"))
        {
            parser.List(ShellConnector.Sequence);
        }

        Reserved("fi");
    }

    private void Loop()
    {
        Reserved("do");
        parser.List(ShellConnector.Sequence);
        Reserved("done");
    }

    private void For()
    {
        words.SkipBlanks();
        if (!(state.At("((") && words.TakeArithmetic()))
        {
            words.Word();
            words.SkipBlanksAndLines();
            if (words.TakeReserved("in"))
            {
                words.SkipBlanks();
                while (words.Word() is not null)
                {
                    words.SkipBlanks();
                }
            }
        }

        words.SkipBlanks();
        if (state.Peek() == ';')
        {
            state.Position++;
        }

        words.SkipBlanksAndLines();
        state.GroupDepth++;
        if (words.TakeReserved("{"))
        {
            parser.List(ShellConnector.Sequence);
            Reserved("}");
        }
        else
        {
            Loop();
        }

        state.GroupDepth--;
    }

    private void Case(ShellConnector connector)
    {
        words.SkipBlanks();
        words.Word();
        words.SkipBlanksAndLines();
        Reserved("in");
        state.GroupDepth++;
        while (true)
        {
            words.SkipBlanksAndLines();
            if (state.AtEnd || words.TakeReserved("esac"))
            {
                break;
            }

            var before = state.Position;
            Patterns();
            parser.List(connector);
            _ = state.Take(";;&") || state.Take(";;") || state.Take(";&");
            if (state.Position == before)
            {
                state.Error($"unexpected '{state.TakeStray()}' in case");
            }
        }

        state.GroupDepth--;
    }

    private void Patterns()
    {
        if (state.Peek() == '(')
        {
            state.Position++;
        }

        while (true)
        {
            words.SkipBlanksAndLines();
            var found = words.Word() is not null;
            words.SkipBlanks();
            if (state.Peek() == '|')
            {
                state.Position++;
            }
            else if (state.Peek() == ')')
            {
                state.Position++;
                return;
            }
            else if (!found || state.AtEnd)
            {
                state.Error("expected ')' after a case pattern");
                return;
            }
        }
    }

    private void Simple(ShellConnector connector)
    {
        var draft = new ShellCommandDraft
        {
            Connector = connector,
            Pipeline = state.PipelineNumber,
            SubstitutionDepth = state.SubstitutionDepth,
            GroupDepth = state.GroupDepth,
            Start = state.Position,
        };
        state.Commands.Add(draft);
        var index = state.Commands.Count - 1;
        draft.End = state.Position;
        while (true)
        {
            words.SkipBlanks();
            if (words.Redirection(draft))
            {
                draft.End = state.Position;
                continue;
            }

            if (words.Word() is not { } word)
            {
                break;
            }

            if (draft.Words.Count == 0 && ShellAssignment.Split(word) is { } assignment)
            {
                draft.Assignments.Add(state.Peek() == '(' ? (assignment.Name, words.Array(assignment.Value)) : assignment);
            }
            else
            {
                draft.Words.Add(word);
                if (draft.Words.Count == 1 && draft.Assignments.Count == 0 && IsFunction())
                {
                    state.AddFunction(word.Value);
                    state.Commands.RemoveAt(index);
                    Body(connector);
                    return;
                }

                if (state.Peek() == '(' && ShellAssignment.Split(word) is { Value.Raw.Length: 0 } array)
                {
                    // declare -a x=(1 2)
                    words.Array(array.Value);
                }
            }

            draft.End = state.Position;
        }

        if (draft.IsEmpty)
        {
            state.Commands.RemoveAt(index);
        }
    }

    private bool IsFunction()
    {
        var before = state.Position;
        words.SkipBlanks();
        if (state.Peek() == '(' && TakeEmptyParentheses())
        {
            return true;
        }

        state.Position = before;
        return false;
    }

    private bool TakeEmptyParentheses()
    {
        var before = state.Position++;
        words.SkipBlanks();
        if (state.Peek() == ')')
        {
            state.Position++;
            return true;
        }

        state.Position = before;
        return false;
    }

    private void Body(ShellConnector connector)
    {
        words.SkipBlanksAndLines();
        state.GroupDepth++;
        Command(connector);
        state.GroupDepth--;
    }

    private void Redirections()
    {
        do
        {
            words.SkipBlanks();
        }
        while (words.Redirection(null));
    }

    private void Close(char expected)
    {
        if (state.Peek() == expected)
        {
            state.Position++;
        }
        else
        {
            state.Error($"expected '{expected}'");
        }
    }

    private void Reserved(string word)
    {
        words.SkipBlanksAndLines();
        if (!words.TakeReserved(word))
        {
            state.Error($"expected '{word}'");
        }
    }
}

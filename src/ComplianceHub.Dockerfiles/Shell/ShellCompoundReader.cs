namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>Groups, conditions, loops, <c>case</c>, <c>[[</c>, <c>((</c> and functions.</summary>
internal sealed class ShellCompoundReader(ShellState state, ShellWordReader words, ShellParser parser, ShellCommandReader commands)
{
    /// <summary>False, and nothing taken, when no compound command begins here.</summary>
    public bool Read(ShellConnector connector)
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

    public bool TakeEmptyParentheses()
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

    public void Body(ShellConnector connector)
    {
        words.SkipBlanksAndLines();
        state.GroupDepth++;
        commands.Command(connector);
        state.GroupDepth--;
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

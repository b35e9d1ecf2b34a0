using System.Text;

namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>Reads the bodies of here-documents at the end of the line that announces them.</summary>
internal sealed class ShellHeredocReader(ShellState state, ShellExpansionReader expansions)
{
    /// <summary>Reads the bodies of all that are pending; the position is behind the line break.</summary>
    public void Read()
    {
        if (state.Heredocs.Count == 0)
        {
            return;
        }

        var pending = state.Heredocs.ToArray();
        state.Heredocs.Clear();
        foreach (var heredoc in pending)
        {
            ReadBody(heredoc);
        }
    }

    private void ReadBody(PendingHeredoc heredoc)
    {
        var start = state.Position;
        var bodyEnd = state.End;
        var body = new StringBuilder();
        var found = false;
        while (!state.AtEnd && !found)
        {
            var lineStart = state.Position;
            var feed = state.Text.AsSpan(lineStart, state.End - lineStart).IndexOf('\n');
            state.Position = feed < 0 ? state.End : lineStart + feed + 1;
            var line = state.Text.AsSpan(lineStart, state.Position - lineStart);
            line = heredoc.StripTabs ? line.TrimStart('\t') : line;
            found = line.TrimEnd("\r\n").SequenceEqual(heredoc.Delimiter);
            if (found)
            {
                bodyEnd = lineStart;
            }
            else
            {
                body.Append(line);
            }
        }

        if (!found)
        {
            state.Error($"here-document '{heredoc.Delimiter}' has no end");
        }

        if (heredoc.Command is not null)
        {
            heredoc.Command.StandardInput = body.ToString();
        }

        if (!heredoc.IsQuoted)
        {
            expansions.Scan(start, bodyEnd);
        }
    }

    /// <summary>Notes the here-documents that no line followed.</summary>
    public void Finish()
    {
        foreach (var heredoc in state.Heredocs)
        {
            state.Error($"here-document '{heredoc.Delimiter}' has no body");
        }

        state.Heredocs.Clear();
    }
}

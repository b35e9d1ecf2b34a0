namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>What all parts of one logical line share.</summary>
internal sealed record InstructionHeader(LogicalLine Line, int StartLine, char Escape)
{
    public string Text => Line.Text;
}

/// <summary>Receives what is wrong.</summary>
internal delegate void ErrorReporter(string message, int line, TextSpan span, ParseErrorKind kind);

namespace ComplianceHub.Dockerfiles;

/// <summary>A line that is a comment.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Span">From its <c>#</c> to the end of the line, the break excluded.</param>
/// <param name="IsIndented">Whether white space stands before the <c>#</c>.</param>
/// <param name="IsInside">Whether it stands between the lines of a continued instruction.</param>
public readonly record struct CommentLine(int Line, TextSpan Span, bool IsIndented, bool IsInside);

using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Web.Components.Controls;

/// <summary>How a piece of code is coloured.</summary>
public enum CodeTokenKind
{
    Text,
    Keyword,
    Comment,
    Literal,
    Variable,
}

/// <summary>A piece of a line. Secrets are masked before they come here.</summary>
/// <param name="Mark">The severity of the finding whose exact span this is: a wavy underline.</param>
public sealed record CodeToken(string Text, CodeTokenKind Kind = CodeTokenKind.Text, Severity? Mark = null);

/// <summary>A line of code.</summary>
/// <param name="Number">From 1.</param>
public sealed record CodeLine(int Number, IReadOnlyList<CodeToken> Tokens);

/// <summary>A finding, shown below its last line.</summary>
/// <param name="Title">The rule or criterion.</param>
/// <param name="Points">Its share of the penalty, basis points, not negative; 0 shows none.</param>
/// <param name="Href">The rule's page.</param>
/// <param name="Anchor">Id of its row, so that a link can point at it.</param>
/// <param name="Waived">What waives it, in words; null when nothing does.</param>
/// <param name="WaiveHref">Where a waiver is asked for; null where none can be.</param>
public sealed record CodeFinding(
    int Line, int EndLine, Severity Severity, string Title, string Message, int Points, string? Href = null, string? Anchor = null, string? Waived = null, string? WaiveHref = null);

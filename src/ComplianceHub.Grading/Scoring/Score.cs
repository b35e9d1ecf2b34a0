using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Scoring;

/// <summary>A finding and what it costs.</summary>
/// <param name="Points">Its share of its criterion's penalty in basis points; the shares sum to the penalty exactly. 0 when waived.</param>
/// <param name="RawPoints">The same without waivers.</param>
/// <param name="Gain">Basis points that repairing it alone would add.</param>
public sealed record ScoredFinding(Finding Finding, bool Waived, int Points, int RawPoints, int Gain);

/// <summary>One criterion's account.</summary>
/// <param name="Question">q: the largest share of the budget among failing or unknown question rules.</param>
/// <param name="Counted">n: open findings of counting rules.</param>
/// <param name="Penalty">q + ⌊(b − q) · n / (n + 3)⌋: what was found costs, whether or not everything could be asked.</param>
/// <param name="Judged">Whether its evidence was there; otherwise it lowers coverage and <see cref="NotJudgedBecause"/> says why.</param>
public sealed record CriterionScore(Criterion Criterion, int Budget, int Question, int Counted, int Penalty, bool Judged, string? NotJudgedBecause, ImmutableArray<ScoredFinding> Findings);

/// <summary>Why a letter stands lower than its number.</summary>
/// <param name="At">The letter it is held at.</param>
/// <param name="Because">For instance <c>1 critical: secret in ENV</c>.</param>
public sealed record Hold(Grade At, Severity Severity, int Count, string Because);

/// <summary>
/// The result for one Image, with its explanation as data. Basis points throughout: 10,000 is a perfect image.
/// </summary>
/// <param name="Effective">10,000 − sum of penalties, waived findings counted as passed.</param>
/// <param name="Raw">The same without waivers.</param>
/// <param name="Coverage">Share of the budget that was judged, in basis points.</param>
/// <param name="Letter">The letter after holds and coverage.</param>
/// <param name="UnheldLetter">The letter of the number alone.</param>
/// <param name="Hold">Null when nothing holds it down.</param>
public sealed record Score(int Effective, int Raw, int Coverage, Grade Letter, Grade UnheldLetter, Hold? Hold, ImmutableArray<CriterionScore> Criteria)
{
    /// <summary>Raised when the formula changes.</summary>
    public const int FormulaVersion = 1;

    /// <summary>Whether the image counts in means and ranks: coverage of at least 60 %.</summary>
    public bool Counts => Coverage >= 6000;
}

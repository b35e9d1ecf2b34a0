using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Storage.Queries;

/// <summary>An Image now and under another policy. Scores in basis points.</summary>
/// <param name="Before">Null when it is not in scope or not graded now.</param>
/// <param name="After">Null when it would not be in scope.</param>
/// <param name="Because">The criterion that moves it most; null when none does.</param>
/// <param name="BecausePoints">What that criterion would give (positive) or take.</param>
public sealed record PreviewedImage(
    long ImageId, string Image, int? TeamId, int? Before, Grade LetterBefore, bool CountsBefore, int? After, Grade LetterAfter, bool CountsAfter, string? Because, int BecausePoints)
{
    public bool ChangesLetter => LetterBefore != LetterAfter;

    /// <summary>Letters run from A, the best, to F.</summary>
    public bool Falls => ChangesLetter && (LetterBefore == Grade.None || (LetterAfter != Grade.None && LetterAfter > LetterBefore));

    public bool Rises => ChangesLetter && !Falls;

    public int Delta => (After ?? 0) - (Before ?? 0);
}

/// <summary>A team's mean now and under another policy; null id is the unowned pool.</summary>
public sealed record PreviewedTeam(int? TeamId, string? Slug, string Name, MeanScore Before, MeanScore After)
{
    /// <summary>Null when nothing is counted on one side.</summary>
    public int? Delta => After.Value - Before.Value;
}

/// <summary>Who would change grade under a policy, calculated from what the rules answered; nothing is crawled.</summary>
/// <param name="Images">Every Image that is scored now or would be, by name.</param>
/// <param name="Asked">Rules that had to be asked anew.</param>
/// <param name="Unknown">Images whose answers are not stored yet: the next grading stores them.</param>
public sealed record PolicyPreview(
    Policy Current, Policy Draft, IReadOnlyList<PreviewedImage> Images, IReadOnlyList<PreviewedTeam> Teams, MeanScore Before, MeanScore After, IReadOnlyList<string> Asked, int Unknown,
    DateTime? AsOf)
{
    /// <summary>How many Images go from one letter to another.</summary>
    public int Of(Grade before, Grade after) => Images.Count(i => i.LetterBefore == before && i.LetterAfter == after && i.Before is not null && i.After is not null);
}

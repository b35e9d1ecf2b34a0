using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Storage.Queries;

public enum SearchKind
{
    Image,
    Team,
    Rule,
    Repository,
    BaseImage,
}

/// <param name="Key">Image id, team slug, rule id, repository name or base reference.</param>
/// <param name="Note">A second line, or null.</param>
/// <param name="Score">Of an Image, basis points.</param>
/// <param name="Letter">Of an Image; null for everything else.</param>
public sealed record SearchHit(SearchKind Kind, string Key, string Title, string? Note, int? Score = null, Grade? Letter = null, bool Held = false);

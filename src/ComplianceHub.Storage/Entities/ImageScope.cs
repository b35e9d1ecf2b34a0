namespace ComplianceHub.Storage.Entities;

/// <summary>Whether an Image counts in scores.</summary>
public enum ImageScope
{
    Scored = 0,

    /// <summary>Left out by the policy (tests, examples, templates …), visibly.</summary>
    Excluded = 1,

    /// <summary>A mirror of somebody else's image: inventory only.</summary>
    Mirror = 2,
}

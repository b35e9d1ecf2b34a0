namespace ComplianceHub.Grading.Scoring;

/// <summary>The letter of an image: half-open bands of the score, A best. <see cref="None"/> when too little was judged.</summary>
public enum Grade
{
    /// <summary>No letter: coverage under 60 %.</summary>
    None = 0,
    A = 1,
    B = 2,
    C = 3,
    D = 4,
    F = 5,
}

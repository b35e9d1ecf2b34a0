using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Scoring;

/// <summary>Turns results into a score: pure, integers only.</summary>
public static class ScoreCalculator
{
    /// <param name="waived">Fingerprints of waived findings.</param>
    public static Score Calculate(Evaluation evaluation, Policy policy, IReadOnlySet<string>? waived = null) => throw new NotImplementedException();
}

using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Web.Components.Controls;

/// <summary>The policy's letters as stretches of a ruler from 0 to 10,000.</summary>
internal static class BandsOnRuler
{
    /// <summary>From F up to A: letter, from, to.</summary>
    public static IReadOnlyList<(Grade Letter, int From, int To)> Stretches(this GradeBands bands)
    {
        return [(Grade.F, 0, bands.D), (Grade.D, bands.D, bands.C), (Grade.C, bands.C, bands.B), (Grade.B, bands.B, bands.A), (Grade.A, bands.A, 10_000)];
    }
}

using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Waivers;

/// <summary>The most days for which a finding can be waived, by its severity; 0 lets none be.</summary>
public sealed record WaiverLimits(int Low, int Medium, int High, int Critical)
{
    /// <summary>No policy lets a waiver last longer.</summary>
    public const int Longest = 1_095;

    public static WaiverLimits Default { get; } = new(365, 180, 90, 30);

    public int DaysOf(Severity severity) => severity switch
    {
        Severity.Critical => Critical,
        Severity.High => High,
        Severity.Medium => Medium,
        _ => Low,
    };
}

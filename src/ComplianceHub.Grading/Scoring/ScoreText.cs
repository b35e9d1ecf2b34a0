using System.Globalization;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Scoring;

/// <summary>How numbers and severities are said in sentences.</summary>
public static class ScoreText
{
    /// <summary>Basis points as 0–100 with one decimal, rounded down: 84.99 must not read 85.0 beside a B.</summary>
    public static string Of(int basisPoints) => string.Create(CultureInfo.InvariantCulture, $"{basisPoints / 100}.{basisPoints / 10 % 10}");

    /// <summary>Basis points as whole per cent, rounded down.</summary>
    public static string Percent(int basisPoints) => string.Create(CultureInfo.InvariantCulture, $"{basisPoints / 100} %");

    public static string Of(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        _ => "low",
    };

    /// <summary>A title inside a sentence: its first letter small, unless its first word is an abbreviation.</summary>
    internal static string InSentence(string title) =>
        title.Length > 1 && char.IsUpper(title[0]) && char.IsLower(title[1]) ? char.ToLowerInvariant(title[0]) + title[1..] : title;
}

using System.Globalization;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Web.Components.Controls;

/// <summary>Where the letters begin, in basis points; half-open, F is below D.</summary>
public sealed record GradeScale(int A, int B, int C, int D)
{
    public static GradeScale Default { get; } = new(8500, 7000, 5500, 4500);

    /// <summary>The bands from F up to A: letter, from, to.</summary>
    public IReadOnlyList<(Grade Letter, int From, int To)> Bands { get; } =
        [(Grade.F, 0, D), (Grade.D, D, C), (Grade.C, C, B), (Grade.B, B, A), (Grade.A, A, 10_000)];

    /// <summary>The letter that the number alone would have.</summary>
    public Grade Of(double basisPoints)
    {
        return basisPoints >= A ? Grade.A : basisPoints >= B ? Grade.B : basisPoints >= C ? Grade.C : basisPoints >= D ? Grade.D : Grade.F;
    }
}

/// <summary>Numbers inside SVG markup.</summary>
internal static class Svg
{
    /// <summary>At most two decimals, point, no grouping.</summary>
    public static string N(double value)
    {
        return value.ToString("0.##", CultureInfo.InvariantCulture);
    }

    /// <summary>A share (0..1) as a percentage, for positions that follow the drawing's width.</summary>
    public static string Pct(double share)
    {
        return N(share * 100) + "%";
    }
}

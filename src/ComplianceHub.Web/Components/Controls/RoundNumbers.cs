namespace ComplianceHub.Web.Components.Controls;

/// <summary>Gridlines stand at numbers that people count in.</summary>
internal static class RoundNumbers
{
    private static readonly double[] s_digits = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

    /// <summary>The next whole of 1, 1.5, 2, 2.5 … times a power of ten.</summary>
    /// <param name="least">At least 1.</param>
    public static int Step(double least)
    {
        var ten = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return (int)(s_digits.First(digit => digit * ten >= least - 1e-9 && digit * ten % 1 == 0) * ten);
    }
}

using System.Globalization;

namespace ComplianceHub.Web.Components.Controls;

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

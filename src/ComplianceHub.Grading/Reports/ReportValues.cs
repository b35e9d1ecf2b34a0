using System.Globalization;

namespace ComplianceHub.Grading.Reports;

/// <summary>How reports write times and basis points.</summary>
internal static class ReportValues
{
    /// <summary>ISO 8601 in UTC, whole seconds: <c>2026-03-01T09:30:00Z</c>. A time without a kind is taken for UTC.</summary>
    public static string? Time(DateTime? value) => value is not { } time ? null
        : (time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Basis points as 0 to 100 with one decimal, rounded half away from zero in integers.</summary>
    public static string? Percent(int? basisPoints)
    {
        if (basisPoints is not { } points)
        {
            return null;
        }

        var tenths = (Math.Abs(points) + 5) / 10;
        return string.Create(CultureInfo.InvariantCulture, $"{(points < 0 && tenths > 0 ? "-" : "")}{tenths / 10}.{tenths % 10}");
    }
}

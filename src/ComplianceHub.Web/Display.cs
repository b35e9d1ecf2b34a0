using System.Globalization;

namespace ComplianceHub.Web;

/// <summary>How numbers, dates and names are written, in one place. Scores and points are basis points (0..10000).</summary>
public static class Display
{
    /// <summary>True minus, U+2212.</summary>
    public const string Minus = "−";

    /// <summary>Thin space, U+2009, between a number and its percent sign.</summary>
    public const string ThinSpace = "\u2009";

    /// <summary>What stands where nothing is known.</summary>
    public const string Unknown = "–";

    /// <summary><c>7140</c> → <c>71.4</c>. Cut, not rounded, so that 84.99 never reads as the 85.0 of an A.</summary>
    public static string Score(int basisPoints)
    {
        return Tenths(Math.DivRem(basisPoints, 10).Quotient);
    }

    /// <summary>The same for a mean that need not be whole (0..10000).</summary>
    public static string Score(double basisPoints)
    {
        return Score((int)Math.Floor(basisPoints));
    }

    /// <summary><c>1500</c> → <c>15.0</c>, rounded to the nearest tenth.</summary>
    public static string Points(int basisPoints)
    {
        return Tenths(ToTenths(basisPoints));
    }

    /// <summary>Without a decimal that says nothing: <c>1500</c> → <c>15</c>, <c>350</c> → <c>3.5</c>.</summary>
    public static string ShortPoints(int basisPoints)
    {
        var tenths = ToTenths(basisPoints);
        return tenths % 10 == 0 ? Count(tenths / 10) : Tenths(tenths);
    }

    /// <summary><c>-180</c> → <c>−1.8</c>, <c>210</c> → <c>+2.1</c>, <c>0</c> → <c>0.0</c>.</summary>
    public static string SignedPoints(int basisPoints)
    {
        return SignedTenths(ToTenths(basisPoints));
    }

    /// <summary><c>-180</c> → <c>−1.8 ▼</c>, <c>210</c> → <c>+2.1 ▲</c>, <c>0</c> → <c>0.0 =</c>.</summary>
    public static string Delta(int basisPoints)
    {
        var tenths = ToTenths(basisPoints);
        return $"{SignedTenths(tenths)} {(tenths > 0 ? "▲" : tenths < 0 ? "▼" : "=")}";
    }

    /// <summary>Tenths as text: <c>714</c> → <c>71.4</c>, <c>-18</c> → <c>−1.8</c>.</summary>
    public static string Tenths(int tenths)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(tenths) / 10:N0}.{Math.Abs(tenths) % 10}");
        return tenths < 0 ? Minus + text : text;
    }

    /// <summary>Tenths with their sign: <c>21</c> → <c>+2.1</c>.</summary>
    public static string SignedTenths(int tenths)
    {
        return tenths > 0 ? "+" + Tenths(tenths) : Tenths(tenths);
    }

    /// <summary>
    /// Basis points as tenths that sum to <paramref name="total"/> tenths exactly: rounded down, and the rest given to the largest remainders.
    /// An account whose shown lines do not add up to its shown sum is not believed.
    /// </summary>
    public static IReadOnlyList<int> Parts(IReadOnlyList<int> basisPoints, int total)
    {
        ArgumentNullException.ThrowIfNull(basisPoints);
        var tenths = basisPoints.Select(part => (int)Math.Floor(part / 10.0)).ToArray();
        var missing = total - tenths.Sum();
        var order = Enumerable.Range(0, tenths.Length)
            .OrderByDescending(i => basisPoints[i] - (tenths[i] * 10))
            .ThenByDescending(i => Math.Abs(basisPoints[i]))
            .ToArray();
        for (var i = 0; missing != 0 && order.Length > 0; i++)
        {
            // Too much is taken from the smallest remainders, too little is given to the largest.
            var at = missing > 0 ? order[i % order.Length] : order[order.Length - 1 - (i % order.Length)];
            tenths[at] += Math.Sign(missing);
            missing -= Math.Sign(missing);
        }

        return tenths;
    }

    /// <summary><c>9320</c> basis points → <c>93.2 %</c> with a thin space; whole numbers without a decimal.</summary>
    public static string Percent(int basisPoints)
    {
        // Cut: 99.96 % judged is not "100 %".
        var tenths = basisPoints / 10;
        return (tenths % 10 == 0 ? Count(tenths / 10) : Tenths(tenths)) + ThinSpace + "%";
    }

    /// <summary><c>1284</c> → <c>1,284</c>.</summary>
    public static string Count(long count)
    {
        var text = Math.Abs(count).ToString("N0", CultureInfo.InvariantCulture);
        return count < 0 ? Minus + text : text;
    }

    /// <summary><c>1 image</c>, <c>31 images</c>.</summary>
    public static string Count(long count, string one, string? many = null)
    {
        return $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";
    }

    /// <summary>Decimal units: <c>412 MB</c>, <c>1.4 GB</c>, <c>900 B</c>.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB", "PB"];
        double value = Math.Abs(bytes);
        var unit = 0;
        while (value >= 999.5 && unit < units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var text = value.ToString(unit > 0 && value < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture);
        return $"{(bytes < 0 ? Minus : "")}{text} {units[unit]}";
    }

    /// <summary><c>23 Nov 2026</c>.</summary>
    public static string Date(DateOnly date)
    {
        return date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc cref="Date(DateOnly)"/>
    public static string Date(DateTime utc)
    {
        return Date(DateOnly.FromDateTime(utc));
    }

    /// <summary><c>23 Nov</c>, for axes and sentences whose year is plain.</summary>
    public static string Day(DateOnly date)
    {
        return date.ToString("d MMM", CultureInfo.InvariantCulture);
    }

    /// <summary><c>23 Nov 2026, 08:40 UTC</c>.</summary>
    public static string Moment(DateTime utc)
    {
        return utc.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
    }

    /// <summary><c>just now</c>, <c>26 min ago</c>, <c>5 h ago</c>, <c>41 d ago</c>; past a year the date.</summary>
    public static string Age(DateTime utc, DateTime nowUtc)
    {
        var age = nowUtc - utc;
        return age switch
        {
            { TotalMinutes: < 1 } => "just now",
            { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min ago",
            { TotalHours: < 48 } => $"{(int)age.TotalHours} h ago",
            { TotalDays: < 365 } => $"{(int)age.TotalDays} d ago",
            _ => Date(utc),
        };
    }

    /// <summary><c>0.7 s</c>, <c>32 s</c>, <c>4 min</c>, <c>2.5 h</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        return time switch
        {
            { TotalSeconds: < 9.95 } => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
            { TotalSeconds: < 99.5 } => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s",
            { TotalMinutes: < 99.5 } => time.TotalMinutes.ToString("0", CultureInfo.InvariantCulture) + " min",
            _ => time.TotalHours.ToString("0.#", CultureInfo.InvariantCulture) + " h",
        };
    }

    /// <summary><c>sha256:9f31c07a…</c>: the algorithm and the first eight characters.</summary>
    public static string Digest(string digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        var start = digest.IndexOf(':', StringComparison.Ordinal) + 1;
        return digest.Length > start + 9 ? digest[..(start + 8)] + "…" : digest;
    }

    /// <summary>Basis points to the nearest tenth of a point: <c>-175</c> → <c>-18</c>.</summary>
    public static int ToTenths(int basisPoints)
    {
        return (int)Math.Round(basisPoints / 10.0, MidpointRounding.AwayFromZero);
    }
}

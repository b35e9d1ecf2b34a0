namespace ComplianceHub.Storage.Entities;

/// <summary>Days as numbers, so that SQL can group by them: see <see cref="DateOnly.DayNumber"/>.</summary>
internal static class Days
{
    public static int Of(DateTime utc) => DateOnly.FromDateTime(utc).DayNumber;
}

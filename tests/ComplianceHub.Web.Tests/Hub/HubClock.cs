using Microsoft.Extensions.Time.Testing;

namespace ComplianceHub.Web.Tests.Hub;

/// <summary>Today in the sample organisation: 23 November 2026, 09:06 UTC.</summary>
public static class HubClock
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 9, 6, 0, TimeSpan.Zero);

    public static TimeProvider Create()
    {
        return new FakeTimeProvider(Now);
    }
}

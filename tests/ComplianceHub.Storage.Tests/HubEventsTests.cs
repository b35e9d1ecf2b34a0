using Microsoft.Extensions.Time.Testing;

namespace ComplianceHub.Storage.Tests;

public sealed class HubEventsTests
{
    [Fact]
    public void Many_events_arrive_as_one_and_none_after_unsubscribing()
    {
        var clock = new FakeTimeProvider();
        using var events = new HubEvents(clock);
        var (progress, grades) = (0, 0);
        var subscription = events.Subscribe(HubEvent.CrawlProgress, () => progress++);
        using var other = events.Subscribe(HubEvent.GradesChanged, () => grades++);
        for (var i = 0; i < 10; i++)
        {
            events.Publish(HubEvent.CrawlProgress);
        }

        Assert.Equal(0, progress);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 0), (progress, grades));
        events.Publish(HubEvent.CrawlProgress);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, progress);
        subscription.Dispose();
        events.Publish(HubEvent.CrawlProgress);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, progress);
    }
}

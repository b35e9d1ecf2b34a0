using ComplianceHub.Web.Components.Pages;
using Microsoft.Extensions.Time.Testing;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class HandOverTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_ticket_is_good_once()
    {
        var handOver = new HandOver(_clock);
        var ticket = handOver.Leave("/images", "read");

        Assert.Equal("read", handOver.Take(ticket, "/images"));
        Assert.Null(handOver.Take(ticket, "/images"));
    }

    [Fact]
    public void A_ticket_for_one_address_is_none_for_another()
    {
        var handOver = new HandOver(_clock);

        Assert.Null(handOver.Take(handOver.Leave("/images", "read"), "/teams"));
        Assert.Null(handOver.Take("made up", "/images"));
    }

    [Fact]
    public void What_nobody_took_within_a_minute_is_read_again()
    {
        var handOver = new HandOver(_clock);
        var ticket = handOver.Leave("/images", "read");
        _clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Null(handOver.Take(ticket, "/images"));
    }

    [Fact]
    public void Readers_who_never_come_do_not_fill_the_memory()
    {
        var handOver = new HandOver(_clock);
        var tickets = Enumerable.Range(0, 1_000).Select(i => handOver.Leave("/", i)).ToList();

        Assert.InRange(handOver.Count, 1, 200);
        Assert.Equal(999, handOver.Take(tickets[^1], "/"));
        Assert.Null(handOver.Take(tickets[0], "/"));

        _clock.Advance(TimeSpan.FromSeconds(61));
        handOver.Leave("/", "new");
        Assert.Equal(1, handOver.Count);
    }
}

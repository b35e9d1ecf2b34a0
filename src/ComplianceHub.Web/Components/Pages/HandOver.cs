using System.Security.Cryptography;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>
/// Passes what prerendering has read to the circuit that takes the page over a moment later, in this process: the page carries a ticket instead of a
/// second copy of its data. A ticket is good once, for one address and for a minute; without it a page reads for itself.
/// </summary>
public sealed class HandOver(TimeProvider clock)
{
    private const int MostKept = 200;
    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Item> _items = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();

    /// <summary>How many are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _items.Count;
            }
        }
    }

    /// <summary>Keeps a view for whoever comes with the ticket.</summary>
    /// <returns>The ticket.</returns>
    public string Leave(string address, object view)
    {
        var ticket = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            // Readers that run no script never come: what is old or too much goes.
            while (_oldestFirst.TryPeek(out var oldest) && (_items.Count >= MostKept || !_items.TryGetValue(oldest, out var item) || item.Until <= now))
            {
                _items.Remove(_oldestFirst.Dequeue());
            }

            _items[ticket] = new Item(address, view, now + s_kept);
            _oldestFirst.Enqueue(ticket);
        }

        return ticket;
    }

    /// <summary>Gives the view out and forgets it; null when the ticket is unknown, used, too old or for another address.</summary>
    public object? Take(string ticket, string address)
    {
        lock (_lock)
        {
            return _items.Remove(ticket, out var item) && item.Address == address && item.Until > clock.GetUtcNow() ? item.View : null;
        }
    }

    private sealed record Item(string Address, object View, DateTimeOffset Until);
}

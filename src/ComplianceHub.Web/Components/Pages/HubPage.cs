using System.Diagnostics;
using ComplianceHub.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>A page's state as its frame sees it: loading, failed, ready.</summary>
public abstract class HubPage : ComponentBase
{
    /// <summary>Whether there is something to show.</summary>
    public bool Ready { get; protected set; }

    /// <summary>What failed, or null. What is shown beside it is as it was.</summary>
    public PageFailure? Failure { get; protected set; }

    /// <summary>Reads again, for a button or after an act.</summary>
    public abstract Task ReloadAsync();
}

/// <summary>
/// A page that reads the hub: loads when its address changes, again when the hub says that something changed, keeps the old numbers while it
/// does, and turns a failure into words instead of a broken page, and tries again by itself. What the prerendering read, the circuit takes over.
/// </summary>
/// <typeparam name="TView">Everything the page shows; immutable, because prerendering and circuit share it.</typeparam>
public abstract partial class HubPage<TView> : HubPage, IDisposable
    where TView : class
{
    private static readonly TimeSpan s_firstRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_longestRetry = TimeSpan.FromMinutes(1);

    // While much changes a page reads again for at most a fifth of the time, whatever its queries cost.
    private const int RestForEachRead = 4;

    private readonly CancellationTokenSource _closed = new();
    private readonly List<IDisposable> _subscriptions = [];
    private ITimer? _retry;
    private TimeSpan _wait = s_firstRetry;
    private ITimer? _rest;
    private bool _refreshing;
    private bool _changedMeanwhile;
    private string? _loadedFor;
    private bool _disposed;

    /// <summary>Ticket of what the prerendering read, see <see cref="HandOver"/>.</summary>
    [PersistentState]
    public string? Handed { get; set; }

    /// <summary>What the page shows; null until it was read.</summary>
    protected TView? View { get; private set; }

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    [Inject]
    private HubEvents Events { get; set; } = null!;

    [Inject]
    private HandOver HandOver { get; set; } = null!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = null!;

    /// <summary>The moment ages are counted from, UTC.</summary>
    protected DateTime Now => Clock.GetUtcNow().UtcDateTime;

    /// <summary>Which events make the page read again.</summary>
    protected virtual IReadOnlyList<HubEvent> RefreshOn => [HubEvent.GradesChanged];

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task<TView> ReadAsync(CancellationToken cancellationToken);

    public override async Task ReloadAsync()
    {
        try
        {
            View = await ReadAsync(_closed.Token);
            (Ready, Failure, _wait) = (true, null, s_firstRetry);
            StopRetrying();
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The reader has left.
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var trace = Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("n");
            PageFailed(Loggers.CreateLogger(GetType()), trace, failure);
            Failure = PageFailure.Of(failure, trace);
            RetryLater();
        }
    }

    protected override void OnInitialized()
    {
        Navigation.LocationChanged += Moved;
        foreach (var kind in RefreshOn)
        {
            _subscriptions.Add(Events.Subscribe(kind, () => _ = InvokeAsync(RefreshCalmlyAsync)));
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loadedFor == Address)
        {
            return;
        }

        _loadedFor = Address;
        if (RendererInfo.IsInteractive && Handed is { } ticket)
        {
            Handed = null;
            if (HandOver.Take(ticket, Address) is TView view)
            {
                (View, Ready) = (view, true);
                return;
            }
        }

        await ReloadAsync();
        if (!RendererInfo.IsInteractive && Failure is null && View is { } read)
        {
            Handed = HandOver.Leave(Address, read);
        }
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        StopRetrying();
        _rest?.Dispose();
        Navigation.LocationChanged -= Moved;
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        _closed.Cancel();
        _closed.Dispose();
    }

    /// <summary>The address without its fragment, which the browser alone cares for.</summary>
    private string Address => Navigation.Uri.Split('#')[0];

    // A filter is a query: the router keeps the page, and a page without changed parameters is not asked to render.
    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (_loadedFor is { } old && old != Address && old.Split('?')[0] == Address.Split('?')[0])
        {
            _loadedFor = Address;
            _ = InvokeAsync(RefreshAsync);
        }
    }

    private async Task RefreshAsync()
    {
        if (!_disposed)
        {
            await ReloadAsync();
            StateHasChanged();
        }
    }

    private async Task RefreshCalmlyAsync()
    {
        if (_refreshing)
        {
            _changedMeanwhile = true;
            return;
        }

        _refreshing = true;
        var begun = Clock.GetTimestamp();
        try
        {
            await RefreshAsync();
        }
        finally
        {
            _rest?.Dispose();
            _rest = _disposed ? null : Clock.CreateTimer(_ => InvokeAsync(RestedAsync), null, Clock.GetElapsedTime(begun) * RestForEachRead, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task RestedAsync()
    {
        _refreshing = false;
        if (_changedMeanwhile && !_disposed)
        {
            _changedMeanwhile = false;
            await RefreshCalmlyAsync();
        }
    }

    // A prerendered page cannot change any more; its circuit reads again anyway.
    private void RetryLater()
    {
        StopRetrying();
        if (RendererInfo.IsInteractive && !_disposed)
        {
            _retry = Clock.CreateTimer(_ => InvokeAsync(RefreshAsync), null, _wait, Timeout.InfiniteTimeSpan);
            _wait = _wait + _wait < s_longestRetry ? _wait + _wait : s_longestRetry;
        }
    }

    private void StopRetrying()
    {
        _retry?.Dispose();
        _retry = null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A page could not read the hub; trace {Trace}.")]
    private static partial void PageFailed(ILogger logger, string trace, Exception failure);
}

using System.Diagnostics;
using ComplianceHub.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>
/// A page that reads the hub: loads when its address changes, again when the hub says that something changed, keeps the old numbers while it
/// does, and turns a failure into words instead of a broken page.
/// </summary>
public abstract partial class HubPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly List<IDisposable> _subscriptions = [];
    private string? _loadedFor;
    private bool _disposed;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    [Inject]
    private HubEvents Events { get; set; } = null!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = null!;

    /// <summary>Whether there is something to show.</summary>
    public bool Ready { get; private set; }

    /// <summary>What failed, or null.</summary>
    public PageFailure? Failure { get; private set; }

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
    protected abstract Task LoadAsync(CancellationToken cancellationToken);

    /// <summary>Reads again, for a button or after an act.</summary>
    public async Task ReloadAsync()
    {
        try
        {
            await LoadAsync(_closed.Token);
            (Ready, Failure) = (true, null);
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
        }
    }

    protected override void OnInitialized()
    {
        Navigation.LocationChanged += Moved;
        foreach (var kind in RefreshOn)
        {
            _subscriptions.Add(Events.Subscribe(kind, () => _ = InvokeAsync(RefreshAsync)));
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loadedFor != Address)
        {
            _loadedFor = Address;
            await ReloadAsync();
        }
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "A page could not read the hub; trace {Trace}.")]
    private static partial void PageFailed(ILogger logger, string trace, Exception failure);
}

using ComplianceHub.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace ComplianceHub.Web.Components.Layout;

/// <summary>The frame of every page: top bar, rail, the page, and the bottom bar of narrow screens.</summary>
public sealed partial class MainLayout
{
    private readonly CancellationTokenSource _closed = new();
    private ErrorBoundary? _boundary;
    private NavCounts _counts = NavCounts.Nothing;
    private string? _organisation;

    /// <summary>The prerendered numbers, handed over to the circuit so that they are not counted twice.</summary>
    [PersistentState]
    public Dictionary<string, int>? CountsByHref { get; set; }

    private string SkipTarget => new Uri(Navigation.Uri).PathAndQuery + "#main";

    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        _organisation = await NameAsync();
        CountsByHref ??= await CountAsync();
        _counts = new NavCounts(CountsByHref);
    }

    // Known without a query after the first time.
    private async Task<string?> NameAsync()
    {
        if (Services.GetService<OrganisationName>() is { } given)
        {
            return given.Value;
        }

        try
        {
            return Services.GetService<OrganisationStore>() is { } store ? await store.NameAsync(_closed.Token) : null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NoCounts(Logger, failure);
            return null;
        }
    }

    private async Task<Dictionary<string, int>> CountAsync()
    {
        if (Services.GetService<NavCountSource>() is not { } source)
        {
            return [];
        }

        try
        {
            return new Dictionary<string, int>((await source.CountAsync(_closed.Token)).ByHref);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A page must not fail because a number beside a link could not be counted.
            NoCounts(Logger, failure);
            return [];
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        Recover();
        _ = InvokeAsync(RefreshAsync);
    }

    private async Task RefreshAsync()
    {
        _organisation = await NameAsync();
        StateHasChanged();
    }

    private void Recover()
    {
        _boundary?.Recover();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The rail's numbers could not be counted.")]
    private static partial void NoCounts(ILogger logger, Exception failure);
}

using Bunit;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Setup;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceHub.Web.Tests.Hub;

/// <summary>Renders pages over a hub's real queries.</summary>
public abstract class PageTest : ComponentTest
{
    protected PageTest(HubFolders folders, string? organisation = "Fjellby Retail")
    {
        Services.AddHub(folders, organisation);
    }

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    protected T Hub<T>()
        where T : notnull
    {
        return Services.GetRequiredService<T>();
    }

    /// <summary>Opens a page at its address and waits until it has read the hub, or failed to.</summary>
    protected IRenderedComponent<T> Open<T>(string address, Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : HubPage
    {
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        Navigation.NavigateTo(address);
        var page = Render<T>(parameters ?? (_ => { }));
        page.WaitForState(() => page.Instance.Ready || page.Instance.Failure is not null, TimeSpan.FromSeconds(30));
        return page;
    }

    /// <summary>The texts of the elements that match, white space made one space.</summary>
    protected static IReadOnlyList<string> Texts<T>(IRenderedComponent<T> page, string selector)
        where T : IComponent
    {
        return [.. page.FindAll(selector).Select(e => string.Join(' ', e.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
    }
}

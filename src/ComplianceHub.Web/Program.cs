using ComplianceHub.Web.Components;
using ComplianceHub.Web.Components.Layout;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

var builder = WebApplication.CreateBuilder(args);

// Lets `dotnet run` outside Development find the packages' and the top-level wwwroot's files; a published program has them beside it.
builder.WebHost.UseStaticWebAssets();

builder.Services.TryAddSingleton(TimeProvider.System);
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddMudServices();

var app = builder.Build();

if (!app.Environment.IsDevelopment())
{
    app.UseExceptionHandler("/error", createScopeForErrors: true);
}

app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
app.Use((context, next) =>
{
    // A program reading /api wants the problem as JSON, not as a page.
    if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
    {
        pages.Enabled = false;
    }

    return next(context);
});
app.UseAntiforgery();

app.MapStaticAssets();
app.MapThemeChoice();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

app.Run();

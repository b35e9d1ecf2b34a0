using ComplianceHub.Crawling;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web;
using ComplianceHub.Web.Api;
using ComplianceHub.Web.Components;
using ComplianceHub.Web.Components.Layout;
using ComplianceHub.Web.Fixes;
using ComplianceHub.Web.Setup;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

var builder = WebApplication.CreateBuilder(args);

// Lets `dotnet run` outside Development find the packages' and the top-level wwwroot's files; a published program has them beside it.
builder.WebHost.UseStaticWebAssets();

var folders = HubFolders.Of(builder.Configuration, builder.Environment.ContentRootPath);
builder.Services.TryAddSingleton(TimeProvider.System);
builder.Services.AddSingleton(folders);
builder.Services.AddSingleton(new OrganisationName(builder.Configuration["Hub:Organisation"] ?? SampleOrganisation.Read(folders.Sample)?.Name ?? ""));
builder.Services.AddComplianceHubStorage(folders.Data);
builder.Services.AddComplianceHubCrawling(Path.Combine(folders.Data, "owners.yaml"));
builder.Services.AddSingleton<ImageFixes>();
builder.Services.AddScoped(services => new NavCountSource(async cancellationToken =>
{
    var menu = await services.GetRequiredService<OverviewQueries>().MenuAsync(cancellationToken);
    return new Dictionary<string, int> { ["/images"] = menu.Images, [HubUrls.Teams] = menu.Teams, [HubUrls.Rules] = menu.Rules, [HubUrls.Sources] = menu.Connections };
}));
builder.Services.AddHostedService<SampleOrganisation>();

builder.Services.AddApiJson();
builder.Services.AddOpenApi();
builder.Services.AddProblemDetails();
builder.Services.AddHealthChecks().AddDbContextCheck<HubDbContext>();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddMudServices();

var app = builder.Build();

try
{
    await app.Services.GetRequiredService<HubDatabase>().OpenAsync(CancellationToken.None);
}
catch (HubDatabaseException trouble)
{
    Console.Error.WriteLine(trouble.Message);
    return 1;
}

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
app.MapHealthChecks("/healthz");
app.MapOpenApi("/openapi/{documentName}.json");
app.MapGroup("/api/v1").MapOverviewApi().MapImagesApi().MapFindingsApi();
app.MapThemeChoice();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

await app.StartAsync();
Console.WriteLine($"ComplianceHub is at {string.Join(" and ", app.Urls)}, its data in {folders.Data}");
await app.WaitForShutdownAsync();
return 0;

using ComplianceHub.Storage;
using ComplianceHub.Web.Api;
using ComplianceHub.Web.Components;
using ComplianceHub.Web.Components.Layout;
using ComplianceHub.Web.Setup;
using Microsoft.AspNetCore.Diagnostics;
using MudBlazor.Services;

var builder = WebApplication.CreateBuilder(args);

// Lets `dotnet run` outside Development find the packages' and the top-level wwwroot's files; a published program has them beside it.
builder.WebHost.UseStaticWebAssets();

var folders = HubFolders.Of(builder.Configuration, builder.Environment.ContentRootPath);
builder.Services.AddHub(folders, builder.Configuration["Hub:Organisation"]);
builder.Services.AddHostedService(services => services.GetRequiredService<SampleOrganisation>());
builder.Services.AddHostedService(services => services.GetRequiredService<Regrading>());

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
app.Use(async (context, next) =>
{
    var isApi = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
    if (isApi && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
    {
        pages.Enabled = false;
    }

    await next(context);

    // A program reading /api wants the problem as JSON, not as a page.
    if (isApi && context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
    {
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new ProblemDetailsContext { HttpContext = context });
    }
});
app.UseAntiforgery();

app.MapStaticAssets();
app.MapHealthChecks("/healthz");
app.MapOpenApi("/openapi/{documentName}.json");
app.MapGroup("/api/v1").MapOverviewApi().MapImagesApi().MapBasesApi().MapFindingsApi().MapWaiversApi().MapPoliciesApi();
app.MapThemeChoice();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

await app.StartAsync();
Console.WriteLine($"ComplianceHub is at {string.Join(" and ", app.Urls)}, its data in {folders.Data}");
await app.WaitForShutdownAsync();
return 0;

using ComplianceHub.Crawling;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Layout;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Fixes;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ComplianceHub.Web.Setup;

/// <summary>Registers the hub behind the pages and the API: storage, crawling, and what stands between them and a page.</summary>
public static class HubServices
{
    public static IServiceCollection AddHub(this IServiceCollection services, HubFolders folders, string? organisation)
    {
        ArgumentNullException.ThrowIfNull(folders);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(folders);
        if (!string.IsNullOrWhiteSpace(organisation))
        {
            services.AddSingleton(new OrganisationName(organisation.Trim()));
        }

        services.AddComplianceHubStorage(folders.Data);
        services.AddComplianceHubCrawling(Path.Combine(folders.Data, "owners.yaml"));
        services.AddSingleton<ImageFixes>();
        services.AddSingleton<HandOver>();
        services.AddSingleton<SampleOrganisation>();
        services.AddSingleton<Regrading>();
        services.AddScoped(provider => new NavCountSource(async cancellationToken =>
        {
            var menu = await provider.GetRequiredService<OverviewQueries>().MenuAsync(cancellationToken);
            return new Dictionary<string, int>
            {
                ["/images"] = menu.Images, [HubUrls.Bases()] = menu.BaseImages, [HubUrls.Teams] = menu.Teams, [HubUrls.Rules] = menu.Rules,
                [HubUrls.Sources] = menu.Connections, [HubUrls.Waivers] = menu.Waivers,
            };
        }));
        return services;
    }
}

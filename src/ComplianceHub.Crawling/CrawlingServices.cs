using ComplianceHub.Crawling.Connections;
using ComplianceHub.Crawling.Definitions;
using ComplianceHub.Crawling.GitHosts;
using ComplianceHub.Crawling.GitHosts.GitHub;
using ComplianceHub.Crawling.Joining;
using ComplianceHub.Crawling.Ownership;
using ComplianceHub.Crawling.Registries;
using ComplianceHub.Crawling.Schedule;
using ComplianceHub.Crawling.Scripts;
using ComplianceHub.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ComplianceHub.Crawling;

/// <summary>Registers the crawling of the hub.</summary>
public static class CrawlingServices
{
    /// <summary>Connectors, crawler, queue and the steps after a crawl, all singletons; the queue runs as a hosted service.</summary>
    /// <param name="ownershipFile">The mapping file of owners; it need not exist.</param>
    public static IServiceCollection AddComplianceHubCrawling(this IServiceCollection services, string? ownershipFile = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(GitLimits.Default);
        services.TryAddSingleton(new OwnershipOptions(ownershipFile));
        services.TryAddSingleton<HttpLimits>();
        services.TryAddSingleton<RegistryOptions>();
        services.TryAddSingleton<GitHubOptions>();
        services.AddSingleton<HttpPipeline>();
        services.AddSingleton<RateGovernor>();
        services.AddSingleton<KnownArtifacts>();
        services.AddSingleton<ConnectorCatalog>();
        services.AddSingleton<OwnershipStep>();
        services.AddSingleton<DefinitionStep>();
        services.AddSingleton<JoinStep>();
        services.AddSingleton(p => new ShellCheckStep(p.GetRequiredService<ShellCheckStore>(), p.GetRequiredService<PolicyStore>(), p.GetRequiredService<ILogger<ShellCheckStep>>()));
        services.AddSingleton(p => new AfterCrawlStep(AfterCrawlOrder.Definitions, "Reading what is built and run", p.GetRequiredService<DefinitionStep>().RunAsync));
        services.AddSingleton(p => new AfterCrawlStep(AfterCrawlOrder.Inventory, "Taking inventory", p.GetRequiredService<Inventory>().RefreshAsync));
        services.AddSingleton(p => new AfterCrawlStep(AfterCrawlOrder.Joining, "Joining images to Dockerfiles", p.GetRequiredService<JoinStep>().RunAsync));
        services.AddSingleton(p => new AfterCrawlStep(AfterCrawlOrder.Ownership, "Finding owners", p.GetRequiredService<OwnershipStep>().RunAsync));
        services.AddSingleton(p => new AfterCrawlStep(AfterCrawlOrder.Scripts, "Asking ShellCheck about scripts", p.GetRequiredService<ShellCheckStep>().RunAsync));
        services.AddSingleton(p => new AfterCrawlStep(AfterCrawlOrder.Grading, "Grading", p.GetRequiredService<GradeKeeper>().RegradeAsync));
        services.AddSingleton<AfterCrawl>();
        services.AddSingleton<Crawler>();
        services.AddSingleton<CrawlQueue>();
        services.AddHostedService(p => p.GetRequiredService<CrawlQueue>());
        return services;
    }
}

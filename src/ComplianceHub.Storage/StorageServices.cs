using ComplianceHub.Storage.Queries;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ComplianceHub.Storage;

/// <summary>Registers the storage of the hub.</summary>
public static class StorageServices
{
    /// <summary>
    /// Database, writers and queries over <paramref name="dataFolder"/>, all singletons; Data Protection keys go to its <c>keys</c> folder.
    /// Call <see cref="HubDatabase.OpenAsync"/> once before use.
    /// </summary>
    public static IServiceCollection AddComplianceHubStorage(this IServiceCollection services, string dataFolder)
    {
        var options = new HubStorageOptions(Path.GetFullPath(dataFolder));
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddDataProtection().SetApplicationName("ComplianceHub").PersistKeysToFileSystem(new DirectoryInfo(options.KeysFolder));
        var connection = new SqliteConnectionStringBuilder { DataSource = options.DatabasePath, DefaultTimeout = 30 }.ConnectionString;
        services.AddPooledDbContextFactory<HubDbContext>(builder => builder.UseSqlite(connection));
        services.AddSingleton<HubDatabase>();
        services.AddSingleton<HubEvents>();
        services.AddSingleton<HubWriter>();
        services.AddSingleton<TextVault>();
        services.AddSingleton<SecretHasher>();
        services.AddSingleton<MaskingReader>();
        services.AddSingleton<ShippedReader>();
        services.AddSingleton<PolicyStore>();
        services.AddSingleton<OrganisationStore>();
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton<FactStore>();
        services.AddSingleton<DefinitionStore>();
        services.AddSingleton<ShellCheckStore>();
        services.AddSingleton<Inventory>();
        services.AddSingleton<SubjectReader>();
        services.AddSingleton<GradeKeeper>();
        services.AddSingleton<WaiverStore>();
        services.AddSingleton<WaiverQueries>();
        services.AddSingleton<PolicyPreviewer>();
        services.AddSingleton<OverviewQueries>();
        services.AddSingleton<TrendQueries>();
        services.AddSingleton<ImageQueries>();
        services.AddSingleton<TeamQueries>();
        services.AddSingleton<FindingQueries>();
        services.AddSingleton<RuleQueries>();
        services.AddSingleton<SourceQueries>();
        services.AddSingleton<SearchQueries>();
        services.AddSingleton<BaseQueries>();
        services.AddSingleton<InventoryQueries>();
        return services;
    }
}

using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ComplianceHub.Storage;

/// <summary>The whole model. Pages never see it: they ask queries; only <see cref="HubWriter"/> saves.</summary>
public sealed class HubDbContext(DbContextOptions<HubDbContext> options) : DbContext(options)
{
    public DbSet<Connection> Connections => Set<Connection>();

    public DbSet<CrawlRun> CrawlRuns => Set<CrawlRun>();

    public DbSet<CrawlFailure> CrawlFailures => Set<CrawlFailure>();

    public DbSet<Repository> Repositories => Set<Repository>();

    public DbSet<RepositoryFile> RepositoryFiles => Set<RepositoryFile>();

    public DbSet<DockerfileSource> DockerfileSources => Set<DockerfileSource>();

    public DbSet<DockerfileVersion> DockerfileVersions => Set<DockerfileVersion>();

    public DbSet<BuildTarget> BuildTargets => Set<BuildTarget>();

    public DbSet<Blob> Blobs => Set<Blob>();

    public DbSet<ShellCheckAnswer> ShellCheckAnswers => Set<ShellCheckAnswer>();

    public DbSet<ImageRepository> ImageRepositories => Set<ImageRepository>();

    public DbSet<TagObservation> TagObservations => Set<TagObservation>();

    public DbSet<Image> Images => Set<Image>();

    public DbSet<ImageLink> ImageLinks => Set<ImageLink>();

    public DbSet<ImageBase> ImageBases => Set<ImageBase>();

    public DbSet<BuildDefinition> BuildDefinitions => Set<BuildDefinition>();

    public DbSet<Usage> Usages => Set<Usage>();

    public DbSet<Team> Teams => Set<Team>();

    public DbSet<FindingInterval> FindingIntervals => Set<FindingInterval>();

    public DbSet<GradeInterval> GradeIntervals => Set<GradeInterval>();

    public DbSet<CriterionInterval> CriterionIntervals => Set<CriterionInterval>();

    public DbSet<PolicyVersion> PolicyVersions => Set<PolicyVersion>();

    public DbSet<PolicyDraft> PolicyDrafts => Set<PolicyDraft>();

    public DbSet<ImageResult> ImageResults => Set<ImageResult>();

    public DbSet<Waiver> Waivers => Set<Waiver>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<Setting> Settings => Set<Setting>();

    // SQLite keeps no kind, and a DateTime without one is read as local time by whoever converts it.
    // Without a conversion EF writes WHERE "Counts", which SQLite does not look up in an index; with one it writes "Counts" = 1.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<bool>().HaveConversion<int>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(HubDbContext).Assembly);

    internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value.ToUniversalTime(), value => DateTime.SpecifyKind(value, DateTimeKind.Utc));

    /// <summary>Hashes as 32 bytes instead of 64 letters: half the table and half its indexes.</summary>
    internal sealed class HashConverter() : ValueConverter<string, byte[]>(
        value => Convert.FromHexString(value), value => Convert.ToHexStringLower(value));
}

using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComplianceHub.Storage.Model;

/// <summary>Keys and indexes of what crawlers bring home.</summary>
internal sealed class FactsModel :
    IEntityTypeConfiguration<Connection>,
    IEntityTypeConfiguration<CrawlRun>,
    IEntityTypeConfiguration<CrawlFailure>,
    IEntityTypeConfiguration<Repository>,
    IEntityTypeConfiguration<RepositoryFile>,
    IEntityTypeConfiguration<DockerfileSource>,
    IEntityTypeConfiguration<DockerfileVersion>,
    IEntityTypeConfiguration<BuildTarget>,
    IEntityTypeConfiguration<Blob>,
    IEntityTypeConfiguration<ShellCheckAnswer>,
    IEntityTypeConfiguration<ImageRepository>,
    IEntityTypeConfiguration<TagObservation>,
    IEntityTypeConfiguration<BuildDefinition>,
    IEntityTypeConfiguration<Usage>
{
    public void Configure(EntityTypeBuilder<Connection> builder) => builder.HasIndex(c => c.Name).IsUnique();

    public void Configure(EntityTypeBuilder<CrawlRun> builder)
    {
        builder.HasIndex(r => new { r.ConnectionId, r.StartedAt });
        builder.HasIndex(r => r.EndedAt);
    }

    public void Configure(EntityTypeBuilder<CrawlFailure> builder) => builder.HasIndex(f => new { f.RunId, f.Kind });

    public void Configure(EntityTypeBuilder<Repository> builder)
    {
        builder.HasIndex(r => new { r.Host, r.ExternalId }).IsUnique();
        builder.HasIndex(r => new { r.ConnectionId, r.LastSeenRunId });
        builder.HasIndex(r => r.Name);
    }

    public void Configure(EntityTypeBuilder<RepositoryFile> builder)
    {
        builder.HasIndex(f => new { f.RepositoryId, f.Path }).IsUnique();
        builder.HasIndex(f => f.Kind);
    }

    public void Configure(EntityTypeBuilder<DockerfileSource> builder)
    {
        builder.HasIndex(s => new { s.RepositoryId, s.Path }).IsUnique().HasFilter("\"GoneAt\" IS NULL");
        builder.HasIndex(s => s.BlobSha);
    }

    public void Configure(EntityTypeBuilder<DockerfileVersion> builder)
    {
        builder.HasIndex(v => new { v.SourceId, v.From });
        builder.HasIndex(v => v.BlobSha);
    }

    public void Configure(EntityTypeBuilder<BuildTarget> builder) => builder.HasIndex(t => new { t.SourceId, t.Target, t.Variant });

    public void Configure(EntityTypeBuilder<Blob> builder) => builder.HasKey(b => b.Key);

    public void Configure(EntityTypeBuilder<ShellCheckAnswer> builder) => builder.HasKey(a => a.BlobSha);

    public void Configure(EntityTypeBuilder<ImageRepository> builder)
    {
        builder.HasIndex(r => new { r.Registry, r.Name }).IsUnique();
        builder.HasIndex(r => new { r.ConnectionId, r.LastSeenRunId });
    }

    public void Configure(EntityTypeBuilder<TagObservation> builder)
    {
        builder.HasIndex(t => new { t.ImageRepositoryId, t.Tag }).IsUnique().HasFilter("\"To\" IS NULL");
        builder.HasIndex(t => new { t.ImageRepositoryId, t.From });
        builder.HasIndex(t => t.Digest);
    }

    public void Configure(EntityTypeBuilder<BuildDefinition> builder)
    {
        builder.HasIndex(d => new { d.RepositoryId, d.Path, d.Name, d.Dockerfile, d.Target, d.ImageRepository }).IsUnique().HasFilter("\"To\" IS NULL");
        builder.HasIndex(d => new { d.To, d.ImageRepository });
        builder.HasIndex(d => new { d.To, d.BuildTargetId });
        builder.HasOne(d => d.BuildTarget).WithMany().OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<Usage> builder)
    {
        builder.HasIndex(u => new { u.RepositoryId, u.Path, u.Reference }).IsUnique().HasFilter("\"To\" IS NULL");
        builder.HasIndex(u => new { u.To, u.ImageRepository });
    }
}

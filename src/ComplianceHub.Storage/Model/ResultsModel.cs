using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ComplianceHub.Storage.Model;

/// <summary>Keys and indexes of Images, their grades and findings: one index for each sort of a list page.</summary>
internal sealed class ResultsModel :
    IEntityTypeConfiguration<Image>,
    IEntityTypeConfiguration<ImageLink>,
    IEntityTypeConfiguration<ImageBase>,
    IEntityTypeConfiguration<Team>,
    IEntityTypeConfiguration<FindingInterval>,
    IEntityTypeConfiguration<GradeInterval>,
    IEntityTypeConfiguration<CriterionInterval>,
    IEntityTypeConfiguration<PolicyVersion>,
    IEntityTypeConfiguration<ImageResult>,
    IEntityTypeConfiguration<Waiver>,
    IEntityTypeConfiguration<AuditEntry>,
    IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Image> builder)
    {
        builder.HasIndex(i => i.BuildTargetId).IsUnique();
        builder.HasIndex(i => i.OriginBuildTargetId);
        builder.HasIndex(i => i.OriginImageRepositoryId);
        builder.HasIndex(i => i.MergedIntoId);
        builder.HasIndex(i => new { i.IsLive, i.Scope, i.Name });
        builder.HasIndex(i => new { i.IsLive, i.Scope, i.Score });
        builder.HasIndex(i => new { i.IsLive, i.Scope, i.Change30 });
        builder.HasIndex(i => new { i.IsLive, i.Scope, i.Coverage });
        builder.HasIndex(i => new { i.IsLive, i.Scope, i.BaseImage });
        builder.HasIndex(i => new { i.IsLive, i.Scope, i.GradedAt });
        builder.HasIndex(i => new { i.Counts, i.TeamId, i.Score, i.RawScore });
        builder.HasIndex(i => new { i.TeamId, i.IsLive });
    }

    public void Configure(EntityTypeBuilder<ImageLink> builder)
    {
        builder.HasKey(l => l.ImageRepositoryId);
        builder.Property(l => l.ImageRepositoryId).ValueGeneratedNever();
        builder.HasOne(l => l.ImageRepository).WithOne().HasForeignKey<ImageLink>(l => l.ImageRepositoryId);
        builder.HasIndex(l => l.ImageId);
    }

    public void Configure(EntityTypeBuilder<ImageBase> builder)
    {
        builder.HasIndex(b => new { b.Repository, b.Tag });
        builder.HasIndex(b => b.Reference);
    }

    public void Configure(EntityTypeBuilder<Team> builder) => builder.HasIndex(t => t.Slug).IsUnique();

    public void Configure(EntityTypeBuilder<FindingInterval> builder)
    {
        builder.Property(f => f.FindingId).HasConversion<HubDbContext.HashConverter>();
        builder.Property(f => f.Fingerprint).HasConversion<HubDbContext.HashConverter>();
        builder.HasIndex(f => new { f.ImageId, f.To });
        builder.HasIndex(f => new { f.Rule, f.ImageId, f.From, f.To });
        builder.HasIndex(f => new { f.Criterion, f.To, f.ImageId });
        builder.HasIndex(f => new { f.To, f.Severity });
        builder.HasIndex(f => new { f.To, f.Rule, f.ImageId, f.From, f.Points });
        builder.HasIndex(f => f.From);
        builder.HasIndex(f => new { f.WaiverId, f.ImageId }).HasFilter("\"WaiverId\" IS NOT NULL AND \"To\" IS NULL");
    }

    public void Configure(EntityTypeBuilder<ImageResult> builder)
    {
        builder.HasKey(r => r.ImageId);
        builder.Property(r => r.ImageId).ValueGeneratedNever();
        builder.HasOne(r => r.Image).WithOne().HasForeignKey<ImageResult>(r => r.ImageId);
    }

    public void Configure(EntityTypeBuilder<Waiver> builder)
    {
        builder.Ignore(w => w.Life);
        builder.Property(w => w.FindingId).HasConversion<HubDbContext.HashConverter>();
        builder.HasIndex(w => new { w.Decision, w.ExpiresAt });
        builder.HasIndex(w => w.Rule);
    }

    public void Configure(EntityTypeBuilder<GradeInterval> builder)
    {
        builder.HasIndex(g => g.ImageId).IsUnique().HasFilter("\"To\" IS NULL");

        // These hold all that means, series and the league read: the rows themselves are wide.
        builder.HasIndex(g => new { g.ImageId, g.From, g.To, g.Counts, g.TeamId, g.RawScore, g.PolicyVersion, g.FormulaVersion, g.EngineVersion });
        builder.HasIndex(g => new { g.Counts, g.FromDay, g.ToDay, g.TeamId, g.Score, g.RawScore });
        builder.HasIndex(g => new { g.Counts, g.ToDay, g.TeamId, g.From, g.Score, g.RawScore });
        builder.HasIndex(g => new { g.ToDay, g.To, g.ImageId });
        builder.HasIndex(g => g.From);
    }

    public void Configure(EntityTypeBuilder<CriterionInterval> builder)
    {
        builder.HasIndex(c => new { c.ImageId, c.To, c.Criterion, c.Penalty });
        builder.HasIndex(c => new { c.Counts, c.ToDay, c.Criterion, c.TeamId, c.FromDay, c.Penalty, c.Judged });
        builder.HasIndex(c => new { c.Criterion, c.Counts, c.FromDay, c.Penalty });
        builder.HasIndex(c => new { c.Criterion, c.Counts, c.ToDay, c.Penalty });
    }

    public void Configure(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.HasKey(p => p.Version);
        builder.Property(p => p.Version).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Setting> builder) => builder.HasKey(s => s.Key);

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasIndex(a => a.At);
        builder.HasIndex(a => a.Subject);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ComplianceHub.Storage;

/// <summary>For <c>dotnet ef</c>; no database is opened.</summary>
internal sealed class HubDbContextDesign : IDesignTimeDbContextFactory<HubDbContext>
{
    public HubDbContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<HubDbContext>().UseSqlite("Data Source=design.db").Options);
}

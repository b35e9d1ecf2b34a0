using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Storage.Tests;

public sealed class OrganisationStoreTests
{
    [Fact]
    public async Task A_name_is_kept_trimmed_and_its_change_is_in_the_log()
    {
        await using var hub = await Hub.OpenAsync();
        var store = hub.Get<OrganisationStore>();
        Assert.Equal("", await store.NameAsync(default));

        await store.RenameAsync("  Fjellby Retail ", "setup", default);
        await store.RenameAsync("Fjellby Retail", "again", default);
        await store.RenameAsync("Fjellby", "web", default);

        Assert.Equal("Fjellby", await store.NameAsync(default));
        var log = await hub.Get<InventoryQueries>().AuditAsync("organisation", 0, 10, default);
        Assert.Equal([("web", "Fjellby Retail", "Fjellby"), ("setup", null, "Fjellby Retail")], log.Rows.Select(r => (r.Actor, r.Before, r.After)));
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890x")]
    public async Task What_is_no_name_is_refused_and_changes_nothing(string name)
    {
        await using var hub = await Hub.OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => hub.Get<OrganisationStore>().RenameAsync(name, "web", default));
        Assert.Equal("", await hub.Get<OrganisationStore>().NameAsync(default));
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceHub.Storage.Tests;

public sealed class HubDatabaseTests
{
    [Fact]
    public async Task A_new_folder_gets_a_database_with_a_write_ahead_log_and_opening_it_again_is_fine()
    {
        await using var hub = await Hub.OpenAsync();
        await hub.Get<HubDatabase>().OpenAsync(default);
        await using var connection = new SqliteConnection($"Data Source={hub.Get<HubDatabase>().Path}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", await command.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("this is no database, only a text that is longer than a header of a hundred bytes, which is what SQLite reads first of all")]
    [InlineData(null)]
    public async Task A_file_that_is_not_ours_is_refused_with_a_reason(string? content)
    {
        var folder = Directory.CreateTempSubdirectory("hub-");
        var path = Path.Combine(folder.FullName, "compliancehub.db");
        if (content is null)
        {
            await RunAsync(path, "CREATE TABLE customers (id INTEGER)");
        }
        else
        {
            await File.WriteAllTextAsync(path, content);
        }

        Assert.Equal(DatabaseTrouble.Foreign, (await OpenAsync(folder.FullName)).Trouble);
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await using var hub = await Hub.OpenAsync();
        await RunAsync(hub.Get<HubDatabase>().Path, "INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_Future', '99.0')");

        var refused = await Assert.ThrowsAsync<HubDatabaseException>(() => hub.Get<HubDatabase>().OpenAsync(default));
        Assert.Equal(DatabaseTrouble.Newer, refused.Trouble);
    }

    private static async Task RunAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<HubDatabaseException> OpenAsync(string folder)
    {
        await using var services = new ServiceCollection().AddLogging().AddComplianceHubStorage(folder).BuildServiceProvider();
        return await Assert.ThrowsAsync<HubDatabaseException>(() => services.GetRequiredService<HubDatabase>().OpenAsync(default));
    }
}

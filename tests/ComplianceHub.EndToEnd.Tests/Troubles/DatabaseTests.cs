using ComplianceHub.EndToEnd.Tests.Browsing;
using ComplianceHub.EndToEnd.Tests.Running;
using ComplianceHub.TestKit;
using Microsoft.Data.Sqlite;

namespace ComplianceHub.EndToEnd.Tests.Troubles;

/// <summary>A database that cannot be used is told in words, not in stack traces.</summary>
public sealed class DatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_locked_database_is_named_with_what_to_do()
    {
        var path = _folder["compliancehub.db"];
        await using (var hub = await HubProcess.StartAsync(_folder.Path, withSample: false))
        {
            await hub.KillAsync();
        }

        await using var holder = new SqliteConnection($"Data Source={path};Pooling=False");
        await holder.OpenAsync();
        await using var lockIt = holder.CreateCommand();
        lockIt.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE held (x);";
        await lockIt.ExecuteNonQueryAsync();

        var result = await HubProcess.RunToEnd(_folder.Path, []);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("compliancehub.db is locked by another process", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_left_alone()
    {
        var path = _folder.Write("compliancehub.db", "These are somebody's notes, not a database. They are long enough to have no header of one.");

        var result = await HubProcess.RunToEnd(_folder.Path, []);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("is not a SQLite database", result.Error, StringComparison.Ordinal);
        Assert.StartsWith("These are somebody's notes", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}

using System.IO.Compression;
using System.Text;
using ComplianceHub.Crawling.GitHosts;
using ComplianceHub.TestKit;

namespace ComplianceHub.Crawling.Tests.GitHosts;

public sealed class FastExportImportTests : IDisposable
{
    private const string Stream = "commit refs/heads/trunk\ncommitter T <t@example.org> 1750000000 +0000\ndata 1\nc\nM 100644 inline Dockerfile\ndata 7\nFROM a\n\ndone\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Streams_become_bare_repositories_in_their_groups()
    {
        _folder.Write("streams/group__api.fast-export", Stream);
        await using (var zipped = new GZipStream(File.Create(_folder["streams/web.fast-export.gz"]), CompressionLevel.Fastest))
        {
            await zipped.WriteAsync(Encoding.UTF8.GetBytes(Stream), TestContext.Current.CancellationToken);
        }

        var result = await ImportAsync();

        Assert.Equal(["group/api", "web"], result.Imported);
        Assert.Equal("trunk", (await new GitRepository(_folder["work/group/api.git"]).HeadAsync(TestContext.Current.CancellationToken))!.Branch);
        Assert.Equal("refs/heads/trunk", GitSandbox.Run("--git-dir=" + _folder["work/web.git"], "symbolic-ref", "HEAD").Trim());
    }

    [Fact]
    public async Task An_unchanged_stream_is_not_imported_again_and_a_changed_one_replaces_the_repository()
    {
        _folder.Write("streams/api.fast-export", Stream);
        await ImportAsync();

        Assert.Equal(["api"], (await ImportAsync()).Unchanged);

        _folder.Write("streams/api.fast-export", Stream.Replace("FROM a", "FROM b", StringComparison.Ordinal));
        Assert.Equal(["api"], (await ImportAsync()).Imported);
        Assert.Equal("FROM b\n", GitSandbox.Run("--git-dir=" + _folder["work/api.git"], "show", "trunk:Dockerfile"));
    }

    [Fact]
    public async Task A_broken_stream_leaves_the_repository_as_it_was_and_the_others_go_on()
    {
        _folder.Write("streams/api.fast-export", Stream);
        await ImportAsync();
        _folder.Write("streams/api.fast-export", "nonsense\n");
        _folder.Write("streams/web.fast-export", Stream);

        var result = await ImportAsync();

        Assert.Equal(["web"], result.Imported);
        Assert.Equal("api", Assert.Single(result.Failures).Item);
        Assert.Equal("FROM a\n", GitSandbox.Run("--git-dir=" + _folder["work/api.git"], "show", "trunk:Dockerfile"));
        Assert.Empty(Directory.GetDirectories(_folder["work"], ".import-*"));
    }

    [Theory]
    [InlineData("feature export-marks={0}\n")]
    [InlineData("option git export-marks={0}\n")]
    public async Task A_stream_cannot_have_files_written(string line)
    {
        var mark = _folder["written"];
        _folder.Write("streams/api.fast-export", string.Format(System.Globalization.CultureInfo.InvariantCulture, line, mark) + Stream);

        await ImportAsync();

        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task A_stream_cannot_be_named_out_of_the_work_folder()
    {
        _folder.Write("streams/..__..__x.fast-export", Stream);

        Assert.Single((await ImportAsync()).Failures);
        Assert.False(Directory.Exists(_folder["../x.git"]));
    }

    private Task<FastExportResult> ImportAsync() => FastExportImport.RunAsync(_folder["streams"], _folder["work"], TestContext.Current.CancellationToken);
}

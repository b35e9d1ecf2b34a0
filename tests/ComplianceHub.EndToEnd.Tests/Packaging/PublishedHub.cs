using ComplianceHub.TestKit;

[assembly: AssemblyFixture(typeof(ComplianceHub.EndToEnd.Tests.Packaging.PublishedHub))]

namespace ComplianceHub.EndToEnd.Tests.Packaging;

/// <summary>The program as the Dockerfile's first stage publishes it; made when the first test asks for it.</summary>
public sealed class PublishedHub : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<string>> _published;

    public PublishedHub()
    {
        _published = new Lazy<Task<string>>(PublishAsync);
    }

    /// <summary>The folder with the published files.</summary>
    public Task<string> Folder => _published.Value;

    public void Dispose() => _folder.Dispose();

    private async Task<string> PublishAsync()
    {
        var app = _folder["app"];
        var project = Checkout.Path("src/ComplianceHub.Web/ComplianceHub.Web.csproj");
        var published = await ChildProcess.Run(
            ChildProcess.Dotnet,
            ["publish", project, "--configuration", "Release", "--output", app, "--nologo", "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"],
            limit: TimeSpan.FromMinutes(6));
        published.Checked("dotnet publish");
        return app;
    }
}

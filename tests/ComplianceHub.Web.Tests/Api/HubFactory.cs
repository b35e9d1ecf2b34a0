using ComplianceHub.Web.Setup;
using ComplianceHub.Web.Tests.Hub;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComplianceHub.Web.Tests.Api;

/// <summary>The program itself over a data folder that is filled already.</summary>
public sealed class HubFactory(HubFolders folders) : WebApplicationFactory<Program>
{
    private readonly LogLines _log = new();

    /// <summary>What the program has logged so far.</summary>
    public IReadOnlyCollection<string> Log => _log.Lines;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Hub:DataFolder", folders.Data);
        builder.UseSetting("Hub:SampleOrganisation", folders.Sample ?? "none");
        builder.UseEnvironment("Production");
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(_log));
        builder.ConfigureServices(services => services.AddSingleton(HubClock.Create()));
    }
}

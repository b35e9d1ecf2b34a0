using System.Text.RegularExpressions;
using ComplianceHub.TestKit;

namespace ComplianceHub.Architecture.Tests;

/// <summary>There is one way out to the network and one way into the database.</summary>
public sealed partial class ConnectionTests
{
    private static readonly string[] s_clients = ["System.Net.Http.HttpClient", "System.Net.Http.HttpClientHandler", "System.Net.Http.SocketsHttpHandler", "System.Net.WebClient"];

    [Theory]
    [InlineData("ComplianceHub.Dockerfiles")]
    [InlineData("ComplianceHub.Grading")]
    [InlineData("ComplianceHub.Storage")]
    [InlineData("ComplianceHub.Web")]
    public void No_other_project_than_crawling_makes_an_http_client(string project)
    {
        using var assembly = new ProductAssembly(project);
        Assert.DoesNotContain(assembly.ConstructedTypes, s_clients.Contains);
    }

    [Fact]
    public void In_crawling_connections_alone_makes_http_clients()
    {
        var makers = Checkout.Files("src/ComplianceHub.Crawling", ".cs")
            .Where(f => !f.StartsWith("src/ComplianceHub.Crawling/Connections/", StringComparison.Ordinal) && MakesClient().IsMatch(File.ReadAllText(Checkout.Path(f))));
        Assert.Empty(makers);
    }

    [Fact]
    public void Pages_ask_queries_and_never_a_database_context()
    {
        var users = Checkout.Files("src/ComplianceHub.Web/Components", ".cs", ".razor").Where(f => File.ReadAllText(Checkout.Path(f)).Contains("DbContext", StringComparison.Ordinal));
        Assert.Empty(users);
    }

    [GeneratedRegex(@"new\s+(HttpClient|HttpClientHandler|SocketsHttpHandler)\b|\b(HttpClient|HttpClientHandler|SocketsHttpHandler)\s+\w+\s*=\s*new\s*\(")]
    private static partial Regex MakesClient();
}

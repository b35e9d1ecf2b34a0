using ComplianceHub.Crawling.Connections;
using ComplianceHub.Crawling.GitHosts.GitHub;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Crawling.Tests.GitHosts.GitHub;

public sealed class GitHubAddressTests
{
    [Theory]
    [InlineData("octo", "https://github.com/", "https://api.github.com/", "https://api.github.com/graphql", "github.com")]
    [InlineData("https://github.com/octo", "https://github.com/", "https://api.github.com/", "https://api.github.com/graphql", "github.com")]
    [InlineData("github.com/octo/", "https://github.com/", "https://api.github.com/", "https://api.github.com/graphql", "github.com")]
    [InlineData("https://www.github.com/orgs/octo/repositories", "https://github.com/", "https://api.github.com/", "https://api.github.com/graphql", "github.com")]
    [InlineData("https://git.example.org/octo", "https://git.example.org/", "https://git.example.org/api/v3/", "https://git.example.org/api/graphql", "git.example.org")]
    [InlineData("http://git.example.org:8080/octo", "http://git.example.org:8080/", "http://git.example.org:8080/api/v3/", "http://git.example.org:8080/api/graphql", "git.example.org:8080")]
    [InlineData("https://fjellby.ghe.com/octo", "https://fjellby.ghe.com/", "https://api.fjellby.ghe.com/", "https://api.fjellby.ghe.com/graphql", "fjellby.ghe.com")]
    public void An_address_as_people_copy_it_leads_to_its_instance(string location, string web, string api, string graphQl, string host)
    {
        var address = GitHubAddress.Of(At(location));
        Assert.Equal((web, api, graphQl, host, "octo"), (address.Web.AbsoluteUri, address.Api.AbsoluteUri, address.GraphQl.AbsoluteUri, address.Host, address.Owner));
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://github.com")]
    [InlineData("https://github.com/octo/shop")]
    [InlineData("https://user:password@github.com/octo")]
    [InlineData("https://github.com/octo?x=y")]
    [InlineData("ssh://git@github.com/octo")]
    [InlineData("https://github.com/..%2Focto")]
    public void An_address_of_anything_else_is_refused(string location) =>
        Assert.Equal(FailureKind.Malformed, Assert.Throws<ConnectorException>(() => GitHubAddress.Of(At(location))).Failure);

    private static Connection At(string location) => new() { Kind = "github", Name = "x", Location = location };
}

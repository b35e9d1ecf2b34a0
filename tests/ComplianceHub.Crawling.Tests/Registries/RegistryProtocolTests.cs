using System.Text;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Crawling.Registries;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Crawling.Tests.Registries;

public sealed class RegistryProtocolTests
{
    public static TheoryData<string, string[]> Challenges => new()
    {
        { """Bearer realm="https://a/token",service="s",scope="repository:x:pull,push" """, ["Bearer realm=https://a/token scope=repository:x:pull,push service=s"] },
        { """Bearer realm="https://codeberg.org/v2/token",service="container_registry",scope="*",Basic realm="https://codeberg.org/v2",service="container_registry",scope="*" """,
            ["Bearer realm=https://codeberg.org/v2/token scope=* service=container_registry", "Basic realm=https://codeberg.org/v2 scope=* service=container_registry"] },
        { "Negotiate, Basic realm=\"x\"", ["Negotiate", "Basic realm=x"] },
        { "Negotiate YII==, Bearer realm=\"x\"", ["Negotiate", "Bearer realm=x"] },
        { "basic REALM=plain", ["basic REALM=plain"] },
        { "Bearer realm=\"a\\\"b\" , error = \"insufficient_scope\"", ["Bearer error=insufficient_scope realm=a\"b"] },
        { "Bearer realm=\"never ends", ["Bearer realm=never ends"] },
        { "===,,,\"", [] },
        { "", [] },
    };

    [Theory]
    [MemberData(nameof(Challenges))]
    public void Challenges_are_told_apart(string header, string[] expected) => Assert.Equal(expected, AuthChallenge.Parse([header])
        .Select(c => string.Join(' ', c.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}").Prepend(c.Scheme))));

    [Theory]
    [InlineData("""{"errors":[{"code":"DENIED","message":"no","detail":null}]}""", "no (DENIED)")]
    [InlineData("""{"errors":[{"code":404,"message":"no"}]}""", "no (404)")]
    [InlineData("""{"errors":["text"]}""", "text")]
    [InlineData("""{"details":"incorrect username"}""", "incorrect username")]
    [InlineData("""{"error":"Not Found"}""", "Not Found")]
    [InlineData("Not found\n", "Not found")]
    [InlineData("<html><head><title>502 Bad Gateway</title>", "(a web page) 502 Bad Gateway")]
    [InlineData("<!doctype html>", "(a web page)")]
    [InlineData("[1]", "")]
    [InlineData("", "")]
    [InlineData("a\u202eb\r\nc", "a b c")]
    public void Errors_of_every_shape_become_a_line(string body, string expected) => Assert.Equal(expected, RegistryErrors.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("https://registry.example.org", "https://registry.example.org/", "registry.example.org", "")]
    [InlineData("registry.example.org:5000/team/app", "https://registry.example.org:5000/", "registry.example.org:5000", "team/app")]
    [InlineData("https://registry.example.org/v2/", "https://registry.example.org/", "registry.example.org", "")]
    [InlineData("https://docker.io/library", "https://registry-1.docker.io/", "docker.io", "library")]
    public void An_address_is_host_and_prefix(string location, string origin, string host, string prefix)
    {
        var actual = RegistryLocation.Of(new Connection { Kind = "registry", Name = "x", Location = location });
        Assert.Equal((origin, host, prefix), (actual.Origin.AbsoluteUri, actual.Host, actual.Prefix));
    }

    [Theory]
    [InlineData("https://user:secret@registry.example.org")]
    [InlineData("https://registry.example.org/UPPER")]
    [InlineData("https://registry.example.org/a/../b?x=1")]
    [InlineData("file:///etc")]
    public void An_address_that_is_none_is_refused(string location) =>
        Assert.Throws<ConnectorException>(() => RegistryLocation.Of(new Connection { Kind = "registry", Name = "x", Location = location }));

    [Theory]
    [InlineData("a/b-c/d.e__f", true)]
    [InlineData("a//b", false)]
    [InlineData("../a", false)]
    [InlineData("A", false)]
    [InlineData("a\n", false)]
    public void Names_follow_the_grammar(string name, bool expected) => Assert.Equal(expected, RegistryNames.IsRepository(name));
}

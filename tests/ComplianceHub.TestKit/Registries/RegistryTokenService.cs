using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComplianceHub.TestKit.Registries;

/// <summary>A token service as https://distribution.github.io/distribution/spec/auth/token/ has it: RS256, with a certificate made for the test.</summary>
public sealed class RegistryTokenService : IAsyncDisposable
{
    public const string Issuer = "compliancehub-test";
    public const string Service = "registry.test";

    private readonly WebApplication _app;
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;
    private readonly string _credentials;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    private RegistryTokenService(WebApplication app, string userName, string password)
    {
        _app = app;
        _credentials = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}"));
        _certificate = new CertificateRequest("CN=" + Issuer, _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(_now.AddHours(-1), _now.AddDays(1));
    }

    /// <summary>Where tokens are asked for.</summary>
    public string Realm { get; private set; } = "";

    /// <summary>In PEM, for the registry's <c>rootcertbundle</c>.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem();

    /// <summary>The query of each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<RegistryTokenService> StartAsync(string userName, string password)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var service = new RegistryTokenService(app, userName, password);
        app.MapGet("/token", service.Answer);
        await app.StartAsync();
        service.Realm = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/token";
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        _key.Dispose();
    }

    private IResult Answer(HttpRequest request)
    {
        Requests.Enqueue(Uri.UnescapeDataString(request.QueryString.ToString()));
        if (request.Headers.Authorization != _credentials)
        {
            return Results.Json(new { errors = new[] { new { code = "UNAUTHORIZED", message = "authentication required" } } }, statusCode: 401);
        }

        var access = new JsonArray();
        foreach (var scope in request.Query["scope"].SelectMany(s => s!.Split(' ')))
        {
            var parts = scope.Split(':');
            access.Add(new JsonObject
            {
                ["type"] = parts[0],
                ["name"] = string.Join(':', parts[1..^1]),
                ["actions"] = new JsonArray([.. parts[^1].Split(',').Select(a => (JsonNode)a)]),
            });
        }

        return Results.Json(new { token = Sign(access), expires_in = 300 });
    }

    private string Sign(JsonArray access)
    {
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["x5c"] = new JsonArray(Convert.ToBase64String(_certificate.RawData)) };
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["sub"] = "test",
            ["aud"] = Service,
            ["exp"] = _now.AddHours(1).ToUnixTimeSeconds(),
            ["nbf"] = _now.AddMinutes(-5).ToUnixTimeSeconds(),
            ["iat"] = _now.ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["access"] = access,
        };
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Encode(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(JsonNode node) => Encode(Encoding.UTF8.GetBytes(node.ToJsonString()));

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

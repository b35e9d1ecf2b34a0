using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ComplianceHub.TestKit.GitHub;

/// <summary>A GitHub App as its host knows it: the public key, one installation, the tokens it gave.</summary>
public sealed class GitHubApp(string clientId, RSA publicKey, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new();
    private int _made;

    public long InstallationId { get; } = 4711;

    /// <summary>Owner it is installed for; null for none.</summary>
    public string? Owner { get; set; }

    public bool IsUser { get; set; }

    public bool IsSuspended { get; set; }

    public int TokensMade => _made;

    /// <summary>Whether a JSON Web Token is this App's, and in its time.</summary>
    public bool Accepts(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !publicKey.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        {
            return false;
        }

        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        var (iat, exp, now) = (claims.RootElement.GetProperty("iat").GetInt64(), claims.RootElement.GetProperty("exp").GetInt64(), clock.GetUtcNow().ToUnixTimeSeconds());
        return header.RootElement.GetProperty("alg").GetString() == "RS256" && claims.RootElement.GetProperty("iss").GetString() == clientId && iat <= now && exp > now && exp - iat <= 660;
    }

    /// <summary>A token that lives for an hour.</summary>
    public (string Token, DateTimeOffset ExpiresAt) MakeToken()
    {
        var token = "ghs_" + Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture).PadLeft(36, '0');
        var expires = clock.GetUtcNow() + TimeSpan.FromHours(1);
        _tokens[token] = expires;
        return (token, expires);
    }

    public bool Knows(string token) => _tokens.TryGetValue(token, out var expires) && expires > clock.GetUtcNow();
}

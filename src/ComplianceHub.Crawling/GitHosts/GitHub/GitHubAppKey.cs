using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>A GitHub App's private key, which signs in as the App itself.</summary>
/// <param name="appId">The App's client id or number.</param>
/// <param name="pem">PKCS#1 or PKCS#8, on one line or many: form fields lose line ends.</param>
internal sealed class GitHubAppKey(string appId, string pem)
{
    // https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app:
    // a minute back against clocks that run ahead, ten minutes at most.
    private static readonly TimeSpan s_back = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(9);

    /// <summary>Whether a secret is such a key, and not a token.</summary>
    public static bool IsKey(string? secret) => secret is not null && secret.Contains("PRIVATE KEY-----", StringComparison.Ordinal);

    /// <summary>A JSON Web Token, RS256.</summary>
    /// <exception cref="ConnectorException">The key is none.</exception>
    public string Sign(DateTimeOffset now)
    {
        var header = Base64Url.EncodeToString("""{"alg":"RS256","typ":"JWT"}"""u8);
        var claims = JsonSerializer.SerializeToUtf8Bytes(new { iat = (now - s_back).ToUnixTimeSeconds(), exp = (now + s_lifetime).ToUnixTimeSeconds(), iss = appId });
        var content = header + "." + Base64Url.EncodeToString(claims);
        using var key = Read();
        return content + "." + Base64Url.EncodeToString(key.SignData(System.Text.Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private RSA Read()
    {
        var key = RSA.Create();
        try
        {
            var fields = PemEncoding.Find(pem);
            var content = new byte[fields.DecodedDataLength];
            if (!Convert.TryFromBase64Chars(pem.AsSpan()[fields.Base64Data], content, out _))
            {
                throw new ArgumentException("No base64");
            }

            if (pem.AsSpan()[fields.Label] is "RSA PRIVATE KEY")
            {
                key.ImportRSAPrivateKey(content, out _);
            }
            else
            {
                key.ImportPkcs8PrivateKey(content, out _);
            }

            CryptographicOperations.ZeroMemory(content);
            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            key.Dispose();

            // Without the cause: it may quote the key.
            throw new ConnectorException(FailureKind.Forbidden, "The App's private key cannot be read. It is the whole text of the .pem file that GitHub gave.");
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using ComplianceHub.Grading.Rules;
using Microsoft.AspNetCore.DataProtection;

namespace ComplianceHub.Storage;

/// <summary>
/// Keyed hashes of found secrets: they tell whether two places hold the same secret and nothing else. The key is made once and lies, protected, beside
/// the Data Protection keys; without it the hashes cannot be tried against guesses.
/// </summary>
public sealed class SecretHasher(IDataProtectionProvider protection, HubStorageOptions options)
{
    private const int KeyLength = 32;
    private readonly Lazy<byte[]> _key = new(() => LoadOrMake(protection.CreateProtector("ComplianceHub.SecretHashKey.v1"), options.KeysFolder));

    /// <summary>HMAC-SHA256 of the secret.</summary>
    public byte[] Hash(SecretValue secret) => HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(secret.Reveal()));

    private static byte[] LoadOrMake(IDataProtector protector, string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "secret-hash.key");
        if (!File.Exists(path))
        {
            var temporary = path + ".new";
            File.WriteAllBytes(temporary, protector.Protect(RandomNumberGenerator.GetBytes(KeyLength)));
            File.Move(temporary, path, overwrite: false);
        }

        return protector.Unprotect(File.ReadAllBytes(path));
    }
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ComplianceHub.Grading.Facts;

/// <summary>Digests, https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests: <c>sha256:</c> and 64, or <c>sha512:</c> and 128 lower-case hex digits.</summary>
public static class OciDigest
{
    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The digest of these bytes, <c>sha256:…</c>.</summary>
    public static string Of(ReadOnlySpan<byte> content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Whether it is a digest that can be verified here.</summary>
    public static bool IsValid([NotNullWhen(true)] string? digest) => digest is not null
        && (IsHex(digest, "sha256:", 64) || IsHex(digest, "sha512:", 128));

    /// <summary>Whether the bytes are what the digest names; false for a digest that cannot be verified.</summary>
    public static bool Matches(string digest, ReadOnlySpan<byte> content)
    {
        if (!IsValid(digest))
        {
            return false;
        }

        var actual = digest.StartsWith("sha256:", StringComparison.Ordinal)
            ? Of(content)
            : "sha512:" + Convert.ToHexStringLower(SHA512.HashData(content));
        return actual == digest;
    }

    private static bool IsHex(string digest, string prefix, int length) =>
        digest.Length == prefix.Length + length
        && digest.StartsWith(prefix, StringComparison.Ordinal)
        && digest.AsSpan(prefix.Length).IndexOfAnyExcept(s_hex) < 0;
}

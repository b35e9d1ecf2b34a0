using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>Git's name of a file's content: the hash of <c>blob</c>, its length and its bytes.</summary>
public static class BlobId
{
    /// <summary>The id as a repository with SHA-1 object names has it, lower-case hex.</summary>
    public static string Of(ReadOnlySpan<byte> content) => Of(content, HashAlgorithmName.SHA1);

    /// <summary>Whether the content is what the id says; the id's length tells SHA-1 (40 digits) from SHA-256 (64).</summary>
    public static bool IsIdOf(string blobSha, ReadOnlySpan<byte> content) =>
        Of(content, blobSha.Length == 64 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1).Equals(blobSha, StringComparison.Ordinal);

    private static string Of(ReadOnlySpan<byte> content, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(Encoding.ASCII.GetBytes("blob " + content.Length.ToString(CultureInfo.InvariantCulture) + "\0"));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ComplianceHub.Grading.Rules;

/// <summary>
/// The identities of a finding. Both are the lower-case hex SHA-256 of their fields in UTF-8, each preceded by its length in bytes as a decimal
/// and a colon (<c>9:user-root</c>), one after the other: no text in a field can look like the border between two.
/// </summary>
public static class FindingIdentity
{
    /// <summary>The digits of a length and the colon.</summary>
    private const int LongestPrefix = 11;

    private const int OnStack = 1024;

    /// <summary>What the command line can compute, too: the same place in the same file of any clone.</summary>
    /// <param name="path">Path of the Dockerfile in its repository; <c>registry/repository</c> for an image without one.</param>
    /// <param name="target">Target stage, empty for the final one.</param>
    /// <param name="ordinal">0-based among findings of the same rule and locus.</param>
    public static string Fingerprint(string ruleId, string path, string target, string locus, int ordinal) =>
        Hash(ruleId, path, target, locus, ordinal.ToString(CultureInfo.InvariantCulture));

    /// <summary>The finding of one Image in this hub: survives a rename of its Dockerfile.</summary>
    public static string FindingId(long imageId, string ruleId, string target, string locus, int ordinal) =>
        Hash(imageId.ToString(CultureInfo.InvariantCulture), ruleId, target, locus, ordinal.ToString(CultureInfo.InvariantCulture));

    private static string Hash(params ReadOnlySpan<string> fields)
    {
        var size = 0;
        foreach (var field in fields)
        {
            size += LongestPrefix + Encoding.UTF8.GetMaxByteCount(field.Length);
        }

        var rented = size > OnStack ? ArrayPool<byte>.Shared.Rent(size) : null;
        var bytes = rented ?? stackalloc byte[OnStack];
        var length = 0;
        foreach (var field in fields)
        {
            Encoding.UTF8.GetByteCount(field).TryFormat(bytes[length..], out var digits, default, CultureInfo.InvariantCulture);
            length += digits;
            bytes[length++] = (byte)':';
            length += Encoding.UTF8.GetBytes(field, bytes[length..]);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], hash);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return Convert.ToHexStringLower(hash);
    }
}

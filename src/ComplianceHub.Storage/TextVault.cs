using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace ComplianceHub.Storage;

/// <summary>Compresses and encrypts the contents of blobs, and reads them back. What comes out is clear: show it only through <see cref="MaskingReader"/>.</summary>
public sealed class TextVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("ComplianceHub.Blobs.v1");

    public byte[] Encrypt(ReadOnlySpan<byte> content)
    {
        using var buffer = new MemoryStream(content.Length / 2);
        using (var deflate = new DeflateStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return _protector.Protect(buffer.ToArray());
    }

    public byte[] Decrypt(byte[] stored)
    {
        using var deflate = new DeflateStream(new MemoryStream(_protector.Unprotect(stored)), CompressionMode.Decompress);
        using var buffer = new MemoryStream(stored.Length * 2);
        deflate.CopyTo(buffer);
        return buffer.ToArray();
    }

    /// <summary>The content as UTF-8; bytes that are none become U+FFFD. A byte order mark is kept, as the parser wants it.</summary>
    public string DecryptText(byte[] stored) => Encoding.UTF8.GetString(Decrypt(stored));
}

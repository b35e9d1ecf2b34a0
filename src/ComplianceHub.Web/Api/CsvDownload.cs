using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ComplianceHub.Grading.Reports;

namespace ComplianceHub.Web.Api;

/// <summary>A CSV report as a download: streamed in constant memory, with trailers that tell a whole one from one that broke off.</summary>
internal static class CsvDownload
{
    private const int FlushEvery = 256;

    /// <summary>Trailers <c>X-Row-Count</c> and <c>X-Content-SHA256</c> verify the download.</summary>
    /// <param name="name">Of the file, before the time.</param>
    public static async Task WriteAsync<T>(
        HttpContext context, CsvTable<T> table, string name, DateTime asOf, IAsyncEnumerable<T> rows, bool safe, CancellationToken cancellationToken)
    {
        var response = context.Response;
        response.ContentType = CsvCell.MediaType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}-{asOf.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}.csv\"";
        response.Headers.CacheControl = "no-store";
        var withTrailers = response.SupportsTrailers();
        if (withTrailers)
        {
            response.DeclareTrailer("X-Row-Count");
            response.DeclareTrailer("X-Content-SHA256");
        }

        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var buffer = new StringWriter(CultureInfo.InvariantCulture);
        var count = 0;
        table.WriteHeader(buffer);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            table.WriteRow(buffer, row, safe);
            if (++count % FlushEvery == 0)
            {
                await SendAsync();
            }
        }

        await SendAsync();
        if (withTrailers)
        {
            response.AppendTrailer("X-Row-Count", count.ToString(CultureInfo.InvariantCulture));
            response.AppendTrailer("X-Content-SHA256", Convert.ToHexStringLower(sha.GetHashAndReset()));
        }

        async Task SendAsync()
        {
            var bytes = Encoding.UTF8.GetBytes(buffer.ToString());
            buffer.GetStringBuilder().Clear();
            sha.AppendData(bytes);
            await response.Body.WriteAsync(bytes, cancellationToken);
        }
    }
}

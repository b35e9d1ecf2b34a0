using System.Net.Http;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Connections;

/// <summary>Puts every answer's body behind limits of size and time that hold while it streams, decompressed.</summary>
internal sealed class BodyHandler(HttpLimits limits, TimeProvider clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri?.Authority ?? "";
        var limit = request.Options.TryGetValue(HttpPipeline.BodyLimit, out var asked) ? asked : limits.Body;
        var started = clock.GetTimestamp();
        using var total = new CancellationTokenSource(limits.Total, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(total.Token, cancellationToken);
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, both.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectorException(FailureKind.Timeout, $"{host} did not answer within {limits.Total.TotalSeconds:0.#} s.", null, exception);
        }

        if (request.Method == HttpMethod.Head)
        {
            return response;
        }

        if (response.Content.Headers.ContentLength > limit)
        {
            var length = response.Content.Headers.ContentLength;
            response.Dispose();
            throw TooLarge(host, $"{length} bytes", limit);
        }

        var content = new StreamContent(new GuardedStream(await response.Content.ReadAsStreamAsync(cancellationToken), host, limit, limits, started, clock));
        foreach (var (name, values) in response.Content.Headers)
        {
            content.Headers.TryAddWithoutValidation(name, values);
        }

        response.Content = content;
        return response;
    }

    private static ConnectorException TooLarge(string host, string what, long limit) =>
        new(FailureKind.TooLarge, $"{host} sends {what} where at most {limit} are read.");

    private sealed class GuardedStream(Stream inner, string host, long limit, HttpLimits limits, long started, TimeProvider clock) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var left = limits.Total - clock.GetElapsedTime(started);
            using var limiter = new CancellationTokenSource(left < limits.BodyIdle ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : limits.BodyIdle, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limiter.Token, cancellationToken);
            int count;
            try
            {
                count = await inner.ReadAsync(buffer, both.Token);
            }
            catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw new ConnectorException(FailureKind.Timeout, $"{host} stopped in the middle of an answer or sends it too slowly.", null, exception);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                throw new ConnectorException(FailureKind.HostError, $"{host} broke off in the middle of an answer.", null, exception);
            }
            catch (InvalidDataException exception)
            {
                throw new ConnectorException(FailureKind.Malformed, $"{host} sends an answer that cannot be decompressed.", null, exception);
            }

            _read += count;
            return _read <= limit ? count : throw TooLarge(host, "more bytes", limit);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        // Nothing reads synchronously; if something did, the limits of time would not hold.
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

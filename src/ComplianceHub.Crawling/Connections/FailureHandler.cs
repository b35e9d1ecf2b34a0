using System.Net.Http;
using System.Net.Sockets;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Connections;

/// <summary>Turns what the network throws into the one typed error. Messages name host and cause; never a query, a header or a credential.</summary>
internal sealed class FailureHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri?.Authority;
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new ConnectorException(FailureKind.Timeout, exception.Message, null, exception);
        }
        catch (HttpRequestException exception)
        {
            // What the address guard said comes wrapped by the sockets handler.
            throw exception.InnerException as ConnectorException
                ?? new ConnectorException(FailureKind.Unreachable, $"{host} cannot be reached: {Cause(exception)}.", null, exception);
        }
    }

    private static string Cause(HttpRequestException exception) => exception switch
    {
        { HttpRequestError: HttpRequestError.NameResolutionError } => "there is no such host",
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } } => "there is no such host",
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "it refuses the connection",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "its certificate is not trusted, or it does not speak TLS",
        { HttpRequestError: HttpRequestError.ResponseEnded } => "it closed the connection without an answer",
        { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } => "it does not answer in HTTP",
        { InnerException: OperationCanceledException } => "it does not accept the connection in time",
        _ => "the connection failed",
    };
}

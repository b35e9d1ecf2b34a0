using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using ComplianceHub.Crawling.GitHosts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Connections;

/// <summary>
/// Keeps crawls out of networks they have no business in. A name is resolved, checked and dialled in one step, so that it cannot resolve to one address
/// for the check and to another for the connection (DNS rebinding).
/// </summary>
internal sealed class AddressGuard(bool isInternal)
{
    // Where clouds answer with credentials: not even a connection inside a network has business there.
    private static readonly IPAddress[] s_metadata =
        [IPAddress.Parse("169.254.169.254"), IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16")];

    /// <summary>Checks what can be checked before a request is sent: scheme, user info, literal addresses.</summary>
    public void Check(Uri url)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("https" or "http"))
        {
            throw new ConnectorException(FailureKind.Forbidden, "Only http and https addresses are read.");
        }

        if (url.Scheme == "http" && !isInternal)
        {
            throw new ConnectorException(FailureKind.Forbidden, $"{Describe(url)} is not https; plain http is only for connections that are marked internal.");
        }

        if (url.UserInfo.Length > 0)
        {
            throw new ConnectorException(FailureKind.Forbidden, $"The address {Describe(url)} holds credentials of its own.");
        }

        // A proxy, where there is one, dials for us and would not be stopped by the check of what we dial.
        if (IPAddress.TryParse(url.IdnHost, out var literal))
        {
            Check(url.IdnHost, literal);
        }
    }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var endPoint = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(endPoint.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(endPoint.Host, cancellationToken);
        if (!IsProxy(endPoint, context.InitialRequestMessage.RequestUri))
        {
            foreach (var address in addresses)
            {
                Check(endPoint.Host, address);
            }
        }

        // IPv4 first: a host with both may have no route by the other.
        Exception? failure = null;
        foreach (var address in addresses.OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, endPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                failure = exception;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>For messages: no query, no user info.</summary>
    internal static string Describe(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>Checks an address that is about to be talked to.</summary>
    internal void Check(string host, IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (s_metadata.Contains(address) || IsLinkLocal(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || address.IsIPv6Multicast)
        {
            throw new ConnectorException(FailureKind.Forbidden, $"{host} is a link-local or reserved address ({address}); nothing is read there.");
        }

        if (!isInternal && !RemoteCheck.IsPublic(address))
        {
            throw new ConnectorException(FailureKind.Forbidden, $"{host} is in a private network ({address}); mark the connection internal to allow that.");
        }
    }

    private static bool IsLinkLocal(IPAddress address) =>
        address.IsIPv6LinkLocal || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes() is [169, 254, ..]);

    private static bool IsProxy(DnsEndPoint endPoint, Uri? url) =>
        url is not null && HttpClient.DefaultProxy.GetProxy(url) is { } proxy && proxy != url && proxy.IdnHost == endPoint.Host && proxy.Port == endPoint.Port;
}

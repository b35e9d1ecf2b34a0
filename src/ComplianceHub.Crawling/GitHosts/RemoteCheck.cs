using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Storage;
using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>Decides whether a connection's address may be talked to, and under which checked address, before git does.</summary>
internal static class RemoteCheck
{
    /// <exception cref="ConnectorException">The address is no http(s) URL, holds credentials, or leads into a network the connection is not allowed into.</exception>
    public static Task<GitRemote> AllowAsync(Connection connection, string? secret, CancellationToken cancellationToken) =>
        AllowAsync(connection.Location, connection.UserName, secret, connection.IsInternal, cancellationToken);

    /// <exception cref="ConnectorException">As above.</exception>
    public static async Task<GitRemote> AllowAsync(string location, string? userName, string? secret, bool isInternal, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(location, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.Host.Length == 0)
        {
            throw new ConnectorException(FailureKind.Malformed, "The address must be an https URL, a file URL or a folder");
        }

        var guard = new AddressGuard(isInternal);
        guard.Check(url);
        return new GitRemote(GitRemote.WithoutCredentials(url), userName, secret, await AddressAsync(url, guard, cancellationToken));
    }

    private static async Task<IPAddress?> AddressAsync(Uri url, AddressGuard guard, CancellationToken cancellationToken)
    {
        var isLiteral = IPAddress.TryParse(url.IdnHost, out var literal);
        if (!isLiteral && HttpClient.DefaultProxy.GetProxy(url) is { } proxy && proxy != url)
        {
            // The proxy resolves the name, and decides.
            return null;
        }

        IPAddress[] addresses;
        try
        {
            addresses = isLiteral ? [literal!] : await Dns.GetHostAddressesAsync(url.IdnHost, cancellationToken);
        }
        catch (SocketException)
        {
            throw new ConnectorException(FailureKind.Unreachable, $"There is no host {url.IdnHost}");
        }

        foreach (var address in addresses)
        {
            guard.Check(url.IdnHost, address);
        }

        // IPv4 first: a host with both may have no route by the other.
        return addresses.OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).FirstOrDefault();
    }

    /// <summary>Whether an address is in no loopback, link-local, private, shared, documentation or multicast range.</summary>
    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        var b = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !(b[0] is 0 or 10 or 127 or >= 224
                || (b[0] == 100 && (b[1] & 0xC0) == 64)
                || (b[0] == 169 && b[1] == 254)
                || (b[0] == 172 && (b[1] & 0xF0) == 16)
                || (b[0] == 192 && (b[1] == 168 || (b[1] == 0 && b[2] is 0 or 2)))
                || (b[0] == 198 && b[1] is 18 or 19))
            : (b[0] & 0xE0) == 0x20 && !(b[0] == 0x20 && b[1] is 0x01 or 0x02 && (b[1] == 0x02 || (b[2] | b[3]) == 0));
    }
}

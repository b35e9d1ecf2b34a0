using System.Text;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>A repository behind http(s): where it is and who asks. The secret reaches git by its environment and is sent to that origin alone.</summary>
/// <param name="Url">Without credentials.</param>
/// <param name="UserName">Null with a secret: a bare token.</param>
/// <param name="PinnedAddress">The checked address the host's name stands for, so that git cannot be led elsewhere by a second answer of DNS.</param>
public sealed record GitRemote(Uri Url, string? UserName, string? Secret, System.Net.IPAddress? PinnedAddress)
{
    /// <summary>The URL without user information, query and fragment.</summary>
    public static Uri WithoutCredentials(Uri url) => new UriBuilder(url) { UserName = "", Password = "", Query = "", Fragment = "" }.Uri;

    /// <summary>Git settings for this remote only.</summary>
    internal IEnumerable<(string Key, string Value)> Settings()
    {
        if (PinnedAddress is not null && Url.HostNameType == UriHostNameType.Dns)
        {
            yield return ("http.curloptResolve", $"{Url.IdnHost}:{Url.Port}:{PinnedAddress}");
        }

        if (Secret is { Length: > 0 })
        {
            // Hosts take a token as the password of any user name: https://docs.github.com, https://docs.gitlab.com.
            var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{(UserName is { Length: > 0 } ? UserName : "x-access-token")}:{Secret}"));
            yield return ($"http.{Url.GetLeftPart(UriPartial.Authority)}/.extraHeader", "Authorization: Basic " + basic);
        }
    }

    public override string ToString() => Url.ToString();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>
/// A release of the OpenSSL project, and the first release of its line without a hole that the project calls high or critical, as of 2026-11-23
/// (https://openssl-library.org/news/vulnerabilities/): CVE-2023-0286 for 1.1.1, CVE-2025-15467 from 3.0 on. Lines that are no longer looked after and had
/// such holes at their end are all held to be open.
/// </summary>
internal sealed partial record OpenSslVersion(int Major, int Minor, int Patch, string Letters)
{
    public const string Advice = "Install the distribution's package, which is repaired in place, or a release that is still looked after.";

    private static readonly OpenSslVersion[] s_repaired = [new(1, 1, 1, "t"), new(3, 0, 19, ""), new(3, 3, 6, ""), new(3, 4, 4, ""), new(3, 5, 5, ""), new(3, 6, 1, "")];

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}{Letters}");

    /// <summary>What is wrong with it as the rest of a sentence; null when nothing is known.</summary>
    public string? Problem
    {
        get
        {
            // Up to 1.1.1 the third number belongs to the line, and letters count the releases.
            var repaired = Array.Find(s_repaired, r => r.Major == Major && r.Minor == Minor && (Major > 1 || r.Patch == Patch));
            return repaired is not null ? Precedes(repaired) ? $"has a known serious hole; {repaired.Text} is the first of its line without" : null
                : Major < 3 || (Major == 3 && Minor < 3) ? "has known serious holes, and nobody repairs its line any more" : null;
        }
    }

    /// <summary>The release in the address of its source: <c>openssl-3.0.5.tar.gz</c>, a tag <c>openssl-3.0.5</c> or <c>OpenSSL_1_1_1k</c>.</summary>
    public static OpenSslVersion? InAddress(string? text) => text is null ? null : Read(Address().Match(text));

    /// <summary>The release in apk's <c>openssl=3.0.5-r0</c>, which stands for the project's own.</summary>
    public static OpenSslVersion? OfApk(string? text) => text is null ? null : Read(Package().Match(text));

    private static OpenSslVersion? Read(Match match) => match.Success
        && Number(match.Groups[1]) is { } major && Number(match.Groups[2]) is { } minor && Number(match.Groups[3]) is { } patch
        ? new(major, minor, patch, match.Groups[4].Value) : null;

    private static int? Number(Group group) => int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool Precedes(OpenSslVersion other) => Patch != other.Patch ? Patch < other.Patch
        : Letters.Length != other.Letters.Length ? Letters.Length < other.Letters.Length : string.CompareOrdinal(Letters, other.Letters) < 0;

    [GeneratedRegex(@"(?:^|[/=])[Oo]pen[Ss][Ss][Ll][-_]([0-9]{1,4})[._]([0-9]{1,4})[._]([0-9]{1,4})([a-z]{0,2})(?:\.tar|\.tgz|\.zip|/|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?:openssl|openssl-dev|openssl-libs-static|libssl[0-9.]*)[=~]{1,2}([0-9]{1,4})\.([0-9]{1,4})\.([0-9]{1,4})([a-z]{0,2})(?:-r[0-9]+)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Package();
}

using System.Buffers;

namespace ComplianceHub.Dockerfiles;

/// <summary>
/// The grammar of https://github.com/distribution/reference, normalised as Docker does it. Digests are read leniently, because
/// a shortened one still shows the intent; <see cref="IsStrictDigest"/> tells whether one pins anything.
/// </summary>
internal static class ReferenceParser
{
    private static readonly SearchValues<char> s_addressCharacters = SearchValues.Create("0123456789abcdefABCDEF:");
    private static readonly SearchValues<char> s_lowerHex = SearchValues.Create("0123456789abcdef");

    private const int MaxNameLength = 255;
    private const int MaxTagLength = 128;

    public static ImageReference? TryParse(string text, out string? error)
    {
        error = Split(text, out var domain, out var path, out var tag, out var digest);
        return error is null ? new ImageReference(domain, path, tag, digest, text) : null;
    }

    public static bool IsStrictDigest(string digest)
    {
        var colon = digest.IndexOf(':', StringComparison.Ordinal);
        var length = colon < 0 ? 0 : digest.AsSpan(0, colon) switch
        {
            "sha256" => 64,
            "sha384" => 96,
            "sha512" => 128,
            _ => 0,
        };
        return length > 0 && digest.Length == colon + 1 + length && IsLowerHex(digest.AsSpan(colon + 1));
    }

    private static string? Split(string text, out string domain, out string path, out string? tag, out string? digest)
    {
        (domain, path, tag, digest) = ("docker.io", "", null, null);
        if (text.Length == 0)
        {
            return "reference is empty";
        }

        if (text.Length == 64 && IsLowerHex(text))
        {
            return "64 hexadecimal characters are an identifier, not a name";
        }

        var rest = text.AsSpan();
        var at = rest.IndexOf('@');
        if (at >= 0)
        {
            digest = rest[(at + 1)..].ToString();
            rest = rest[..at];
            if (!IsDigest(digest))
            {
                return $"invalid digest \"{digest}\"";
            }
        }

        var slash = rest.IndexOf('/');
        if (slash >= 0 && IsHost(rest[..slash]))
        {
            domain = rest[..slash].ToString();
            rest = rest[(slash + 1)..];
            if (!IsDomain(domain))
            {
                return $"invalid registry host \"{domain}\"";
            }
        }

        var colon = rest.IndexOf(':');
        if (colon >= 0)
        {
            tag = rest[(colon + 1)..].ToString();
            rest = rest[..colon];
            if (!IsTag(tag))
            {
                return tag.Length == 0 ? "the tag is empty" : $"invalid tag \"{tag}\"";
            }
        }

        path = rest.ToString();
        domain = domain == "index.docker.io" ? "docker.io" : domain;
        if (domain == "docker.io" && !path.Contains('/', StringComparison.Ordinal))
        {
            path = "library/" + path;
        }

        return CheckPath(rest) ?? (path.Length > MaxNameLength ? $"repository name must not be more than {MaxNameLength} characters" : null);
    }

    private static string? CheckPath(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty)
        {
            return "the repository name is empty";
        }

        if (path.ContainsAnyInRange('A', 'Z'))
        {
            return $"repository name ({path}) must be lowercase";
        }

        foreach (var component in path.Split('/'))
        {
            if (!IsPathComponent(path[component]))
            {
                return $"invalid repository name \"{path}\"";
            }
        }

        return null;
    }

    /// <summary>The first part is a host only if it has a dot, a colon or a capital, or is <c>localhost</c>.</summary>
    private static bool IsHost(ReadOnlySpan<char> part) =>
        part.ContainsAny('.', ':') || part is "localhost" || part.ContainsAnyInRange('A', 'Z');

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.StartsWith("["))
        {
            var close = domain.IndexOf(']');
            return close > 1 && !domain[1..close].ContainsAnyExcept(s_addressCharacters) && IsPort(domain[(close + 1)..]);
        }

        var colon = domain.IndexOf(':');
        var host = colon < 0 ? domain : domain[..colon];
        foreach (var label in host.Split('.'))
        {
            var part = host[label];
            if (part.IsEmpty || part[0] == '-' || part[^1] == '-' || !IsAll(part, c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            {
                return false;
            }
        }

        return IsPort(domain[host.Length..]);
    }

    private static bool IsPort(ReadOnlySpan<char> port) =>
        port.IsEmpty || (port[0] == ':' && port.Length > 1 && !port[1..].ContainsAnyExceptInRange('0', '9'));

    /// <summary>Runs of letters and digits with <c>.</c>, <c>_</c>, <c>__</c> or dashes between them.</summary>
    private static bool IsPathComponent(ReadOnlySpan<char> part)
    {
        var position = 0;
        while (true)
        {
            var first = position;
            while (position < part.Length && (char.IsAsciiLetterLower(part[position]) || char.IsAsciiDigit(part[position])))
            {
                position++;
            }

            if (position == first)
            {
                return false;
            }

            if (position == part.Length)
            {
                return true;
            }

            first = position;
            while (position < part.Length && part[position] is '.' or '_' or '-')
            {
                position++;
            }

            var separator = part[first..position];
            if (separator is not ("." or "_" or "__") && (separator.IsEmpty || separator.ContainsAnyExcept('-')))
            {
                return false;
            }
        }
    }

    private static bool IsTag(ReadOnlySpan<char> tag) =>
        tag.Length is > 0 and <= MaxTagLength && tag[0] is not ('.' or '-') && IsAll(tag, c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    private static bool IsDigest(ReadOnlySpan<char> digest)
    {
        var colon = digest.IndexOf(':');
        return colon > 0
            && colon + 1 < digest.Length
            && char.IsAsciiLetter(digest[0])
            && IsAll(digest[..colon], c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '+' or '.')
            && IsAll(digest[(colon + 1)..], char.IsAsciiLetterOrDigit);
    }

    private static bool IsLowerHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(s_lowerHex);

    private static bool IsAll(ReadOnlySpan<char> text, Func<char, bool> test)
    {
        foreach (var c in text)
        {
            if (!test(c))
            {
                return false;
            }
        }

        return true;
    }
}

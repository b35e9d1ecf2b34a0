using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>The organisation's registries as people type them: one a line or between commas, with or without <c>https://</c>.</summary>
/// <param name="Registries">As the policy wants them: host, or host and the beginning of a path; each once, in the order typed.</param>
/// <param name="Problems">What is no registry, and why.</param>
public sealed record RegistryEntries(ImmutableArray<string> Registries, ImmutableArray<string> Problems)
{
    /// <summary>More than this is a list of images, not of registries.</summary>
    public const int Most = 100;

    private const int Longest = 255;
    private const string AnyHost = "*.";

    public static RegistryEntries Read(string? text)
    {
        var entries = (text ?? "").Split(['\n', '\r', ',', ';', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Tidy).Where(e => e.Length > 0)
            .Distinct(StringComparer.Ordinal).ToList();
        var problems = entries.Select(e => Refuse(e) is { } reason ? $"{Shown(e)}: {reason}" : null).OfType<string>().ToList();
        if (entries.Count > Most)
        {
            problems.Insert(0, $"At most {Most} registries can be named; these are {entries.Count}.");
        }

        return new RegistryEntries([.. entries], [.. problems.Take(5)]);
    }

    private static string Tidy(string entry)
    {
        var scheme = entry.IndexOf("://", StringComparison.Ordinal);
        var bare = (scheme < 0 ? entry : entry[(scheme + 3)..]).TrimEnd('/');
        var slash = bare.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? bare.ToLowerInvariant() : bare[..slash].ToLowerInvariant() + bare[slash..];
    }

    private static string? Refuse(string entry)
    {
        if (entry.Length > Longest)
        {
            return $"longer than {Longest} characters";
        }

        var concrete = entry.StartsWith(AnyHost, StringComparison.Ordinal) ? "any." + entry[AnyHost.Length..] : entry;
        var host = concrete.Split('/')[0];
        if (host != "localhost" && !host.Contains('.', StringComparison.Ordinal) && !host.Contains(':', StringComparison.Ordinal))
        {
            return "names no host; write it as image references do, for instance registry.example.com";
        }

        if (ImageReference.TryParse(concrete + "/x", out _) is not { } reference || reference.Domain != (host is "index.docker.io" ? "docker.io" : host))
        {
            return "is no registry as image references name it";
        }

        return reference.IsDockerHub && !concrete.Contains('/', StringComparison.Ordinal)
            ? "is the public hub; name your own part of it, for instance docker.io/example"
            : null;
    }

    private static string Shown(string entry)
    {
        return entry.Length <= 60 ? entry : entry[..59] + "…";
    }
}

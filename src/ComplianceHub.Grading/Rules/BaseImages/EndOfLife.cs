using System.Buffers;
using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Serialization;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules;

/// <summary>
/// The dated table of ends of life (<c>BaseImages/end-of-life.json</c>): distributions, language runtimes and images that were given up, each with its source.
/// What a reference does not say for certain (<c>latest</c>, <c>lts</c>, a tag without a version) is absent, never guessed.
/// </summary>
public static class EndOfLife
{
    /// <summary>Where Docker Hub keeps the official images of one architecture: https://github.com/docker-library/official-images#architectures-other-than-amd64.</summary>
    private static readonly string[] s_architectures = ["amd64", "arm32v5", "arm32v6", "arm32v7", "arm64v8", "i386", "mips64le", "ppc64le", "riscv64", "s390x"];

    private static readonly SearchValues<char> s_version = SearchValues.Create("0123456789.");
    private static readonly Table s_table = Read();

    /// <summary>When the table was last gone through.</summary>
    public static DateOnly AsOf => s_table.AsOf;

    internal static ImmutableArray<Product> Products => s_table.Products;

    /// <summary>Everything that a base is known to be made of, in the order of the table: distributions first.</summary>
    public static ImmutableArray<BaseLifetime> Of(ImageReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var words = new Words(RepositoryOf(reference), reference);
        return [.. s_table.Products.Select(p => p.Find(words)).OfType<BaseLifetime>()];
    }

    /// <summary>What ends first; else what has no end; null when nothing is known.</summary>
    public static BaseLifetime? EarliestOf(ImageReference reference)
    {
        var all = Of(reference);
        return all.Where(l => l.EndsOn is not null).MinBy(l => l.EndsOn) ?? all.FirstOrDefault();
    }

    /// <summary>The distribution for people: <c>Debian 12</c>, <c>distroless, Debian 12</c>, <c>Ubuntu</c> when the release floats; null when the name does not say.</summary>
    public static string? SystemOf(ImageReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var words = new Words(RepositoryOf(reference), reference);
        var systems = s_table.Products.Where(p => p.System).Select(p => p.Find(words)).OfType<BaseLifetime>().OrderBy(l => !l.IsRolling).Select(l => l.Name).ToList();
        return systems.Count > 0 ? string.Join(", ", systems)
            : words.Tag.Contains("alpine") ? "Alpine"
            : s_table.Products.FirstOrDefault(p => p.System && p.IsIn(words.Repository))?.Name;
    }

    private static string RepositoryOf(ImageReference reference)
    {
        var repository = KnownBases.Canonical(reference);
        return repository.Split('/') is ["docker.io", var owner, var name] && s_architectures.Contains(owner) ? $"docker.io/library/{name}" : repository;
    }

    private static Table Read()
    {
        using var stream = typeof(EndOfLife).Assembly.GetManifestResourceStream("end-of-life.json") ?? throw new InvalidOperationException("end-of-life.json is not embedded.");
        return JsonSerializer.Deserialize(stream, EndOfLifeJson.Default.Table) ?? throw new InvalidOperationException("end-of-life.json is empty.");
    }

    internal sealed record Table(DateOnly AsOf, ImmutableArray<Product> Products);

    /// <param name="System">A distribution: other images' tags name it as well (<c>node:22-bookworm</c>).</param>
    /// <param name="Repositories">Globs of <c>domain/path</c> whose tags begin with its version.</param>
    /// <param name="Prefixes">What stands before its version in other images' tags (<c>php8.2</c>), and in their paths for a system or in its own repositories (<c>static-debian12</c>).</param>
    /// <param name="Rolling">It has no releases.</param>
    /// <param name="AbandonedOn">Its publisher makes no more of these images since.</param>
    internal sealed record Product(
        string Name, string Source, bool System, ImmutableArray<string> Repositories, ImmutableArray<string> Prefixes, bool Rolling, DateOnly? AbandonedOn, ImmutableArray<Cycle> Cycles)
    {
        public BaseLifetime? Find(Words words)
        {
            var named = IsIn(words.Repository);
            if (named && (Rolling || AbandonedOn is not null))
            {
                return new BaseLifetime(Name, "", AbandonedOn, Rolling, Source);
            }

            if (Cycles.IsDefaultOrEmpty)
            {
                return null;
            }

            var cycle = named && words.Tag is [var first, ..] ? ByVersion(first) ?? ByName(first) : null;
            cycle ??= named || System ? words.Tag.Select(ByCodename).FirstOrDefault(c => c is not null) : null;
            cycle ??= ByPrefix(words.Tag) ?? (named || System ? ByPrefix(words.Path) : null);
            return cycle is null ? null : new BaseLifetime(Name, cycle.Name, cycle.EndsOn, cycle.Rolling, Source);
        }

        public bool IsIn(string repository) => !Repositories.IsDefault && Repositories.Any(p => FileSystemName.MatchesSimpleExpression(p, repository, ignoreCase: false));

        private Cycle? ByName(string word) => Cycles.FirstOrDefault(c => c.Name == word || c.IsNamed(word));

        /// <summary>A name without a digit means this release wherever it stands.</summary>
        private Cycle? ByCodename(string word) => word.Any(char.IsAsciiDigit) ? null : Cycles.FirstOrDefault(c => c.IsNamed(word));

        private Cycle? ByPrefix(ImmutableArray<string> words)
        {
            for (var i = 0; i < words.Length && !Prefixes.IsDefault; i++)
            {
                foreach (var prefix in Prefixes)
                {
                    if (words[i].StartsWith(prefix, StringComparison.Ordinal)
                        && (words[i].Length > prefix.Length ? words[i][prefix.Length..] : i + 1 < words.Length ? words[i + 1] : "") is { Length: > 0 } version
                        && (ByVersion(version) ?? (System ? ByName(version) : null)) is { } cycle)
                    {
                        return cycle;
                    }
                }
            }

            return null;
        }

        /// <summary>The longest cycle that a version begins with; <c>2204</c> is 22.04.</summary>
        private Cycle? ByVersion(string word)
        {
            var length = word.AsSpan().IndexOfAnyExcept(s_version);
            var version = length < 0 ? word : word[..length];
            if (version.Length == 4 && version.All(char.IsAsciiDigit) && Cycles.Any(c => c.Name.Length == 5))
            {
                version = $"{version[..2]}.{version[2..]}";
            }

            return Cycles.Where(c => version == c.Name || version.StartsWith(c.Name + ".", StringComparison.Ordinal)).MaxBy(c => c.Name.Length);
        }
    }

    /// <param name="EndsOn">Absent while nobody has set it, or when it is rolling.</param>
    /// <param name="Rolling">It is what the next release is made of: Debian unstable.</param>
    /// <param name="Names">Codenames, and the tags that mean it for good: <c>7</c> for PHP 7.4, the last of its line.</param>
    internal sealed record Cycle([property: JsonPropertyName("cycle")] string Name, DateOnly? EndsOn, bool Rolling, ImmutableArray<string> Names)
    {
        public bool IsNamed(string word) => !Names.IsDefault && Names.Contains(word);
    }

    /// <summary>A reference in the words that its tag and the end of its path are made of.</summary>
    internal sealed class Words(string repository, ImageReference reference)
    {
        private static readonly char[] s_separators = ['-', '_'];

        public string Repository { get; } = repository;

        public ImmutableArray<string> Tag { get; } = reference.Tag is { } tag ? [.. tag.Split(s_separators)] : [];

        public ImmutableArray<string> Path { get; } = [.. reference.Path.Split('/')[^Math.Min(2, reference.Path.Split('/').Length)..].SelectMany(p => p.Split(s_separators))];
    }
}

/// <summary>Generated, so that the command line can be compiled ahead of time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EndOfLife.Table))]
internal sealed partial class EndOfLifeJson : JsonSerializerContext;

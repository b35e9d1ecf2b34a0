using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Serialization;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>
/// The dated table of well-known base images (<c>BaseImages/known-bases.json</c>): user, family, whether build tools ship, each with its source.
/// The first entry that fits counts; what the tag says of the family (<see cref="BaseNames"/>) goes before the table's.
/// </summary>
public static class KnownBases
{
    /// <summary>Registries that hold Docker's official images under the same names.</summary>
    private static readonly string[] s_mirrors = ["public.ecr.aws/docker/", "mirror.gcr.io/"];

    private static readonly Table s_table = Read();

    /// <summary>Entries by each repository that they name without a glob.</summary>
    private static readonly ILookup<string, (int Order, Entry Entry)> s_named = s_table.Bases
        .SelectMany((entry, order) => entry.Repositories.Where(r => !IsGlob(r)).Select(r => (Repository: r, Place: (order, entry))))
        .ToLookup(e => e.Repository, e => e.Place, StringComparer.Ordinal);

    private static readonly (int Order, Entry Entry)[] s_globs = [.. s_table.Bases.Select((entry, order) => (order, entry)).Where(e => e.entry.Repositories.Any(IsGlob))];

    /// <summary>When the table was last gone through.</summary>
    public static DateOnly AsOf => s_table.AsOf;

    /// <summary>Null when neither the table nor the name says anything.</summary>
    public static BaseImageFacts? Find(ImageReference reference)
    {
        var repository = Canonical(reference);
        var tag = reference.Tag ?? "latest";
        var named = BaseNames.FamilyOf(reference);
        if (FirstEntry(repository, tag) is { } entry)
        {
            return new(entry.User, named.OfTag ?? entry.Family, entry.ShipsBuildTools, entry.Source, entry.AsOf)
            {
                Variables = entry.VariableSet,
                WorkingDirectory = entry.WorkingDirectory,
            };
        }

        // Of somebody else's image, a name says what it is like, never who runs in it.
        var family = named.OfTag ?? named.OfPath;
        var tools = BaseNames.ShipsBuildTools(reference, family ?? BaseFamily.Unknown);
        return family is null && tools is null ? null : new(null, family ?? BaseFamily.Unknown, tools, "the image's name", s_table.AsOf);
    }

    /// <summary>Whether the table has it under its own name, so that nobody mistakes the name for another's.</summary>
    public static bool Lists(ImageReference reference) => FirstEntry(Canonical(reference), reference.Tag ?? "latest") is not null;

    private static Entry? FirstEntry(string repository, string tag)
    {
        var named = s_named[repository].FirstOrDefault(e => e.Entry.Fits(repository, tag));
        var globbed = s_globs.FirstOrDefault(e => e.Entry.Fits(repository, tag));
        return globbed.Entry is null || (named.Entry is not null && named.Order < globbed.Order) ? named.Entry : globbed.Entry;
    }

    internal static string Canonical(ImageReference reference)
    {
        var repository = reference.CanonicalRepository;
        var mirror = s_mirrors.FirstOrDefault(m => repository.StartsWith(m, StringComparison.Ordinal));
        return mirror is null ? repository : "docker.io/" + repository[mirror.Length..];
    }

    private static Table Read()
    {
        using var stream = typeof(KnownBases).Assembly.GetManifestResourceStream("known-bases.json") ?? throw new InvalidOperationException("known-bases.json is not embedded.");
        return JsonSerializer.Deserialize(stream, KnownBasesJson.Default.Table) ?? throw new InvalidOperationException("known-bases.json is empty.");
    }

    private static bool IsGlob(string pattern) => pattern.AsSpan().ContainsAny('*', '?');

    internal static ImmutableArray<Entry> Entries => s_table.Bases;

    internal sealed record Table(DateOnly AsOf, ImmutableArray<Entry> Bases);

    /// <param name="Repositories">Globs of <c>domain/path</c>.</param>
    /// <param name="Tags">Globs; absent for every tag.</param>
    /// <param name="WorkingDirectory">Of every version; absent when that is not known.</param>
    /// <param name="Variables">Every variable beside PATH that any version of it sets; absent when that is not known.</param>
    internal sealed record Entry(
        ImmutableArray<string> Repositories, ImmutableArray<string> Tags, BaseFamily Family, string? User, bool? ShipsBuildTools, ImmutableArray<string> Variables, string? WorkingDirectory, string Source, DateOnly AsOf)
    {
        /// <summary>The <see cref="Variables"/> to look one up; null when they are not known.</summary>
        [JsonIgnore]
        public ImmutableHashSet<string>? VariableSet { get; } = Variables.IsDefault ? null : [.. Variables];

        public bool Fits(string repository, string tag) =>
            Repositories.Any(p => FileSystemName.MatchesSimpleExpression(p, repository, ignoreCase: false))
            && (Tags.IsDefault || Tags.Any(p => FileSystemName.MatchesSimpleExpression(p, tag, ignoreCase: false)));
    }
}

/// <summary>Generated, so that the command line can be compiled ahead of time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(KnownBases.Table))]
internal sealed partial class KnownBasesJson : JsonSerializerContext;

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

    /// <summary>When the table was last gone through.</summary>
    public static DateOnly AsOf => s_table.AsOf;

    /// <summary>Null when neither the table nor the name says anything.</summary>
    public static BaseImageFacts? Find(ImageReference reference)
    {
        var repository = Canonical(reference);
        var tag = reference.Tag ?? "latest";
        var named = BaseNames.FamilyOf(reference);
        if (s_table.Bases.FirstOrDefault(b => b.Fits(repository, tag)) is { } entry)
        {
            return new(entry.User, named.OfTag ?? entry.Family, entry.ShipsBuildTools, entry.Source, entry.AsOf)
            {
                Variables = entry.Variables.IsDefault ? null : [.. entry.Variables],
            };
        }

        // Of somebody else's image, a name says what it is like, never who runs in it.
        var family = named.OfTag ?? named.OfPath;
        var tools = BaseNames.ShipsBuildTools(reference, family ?? BaseFamily.Unknown);
        return family is null && tools is null ? null : new(null, family ?? BaseFamily.Unknown, tools, "the image's name", s_table.AsOf);
    }

    /// <summary>Whether the table has it under its own name, so that nobody mistakes the name for another's.</summary>
    public static bool Lists(ImageReference reference)
    {
        var repository = Canonical(reference);
        return s_table.Bases.Any(b => b.Fits(repository, reference.Tag ?? "latest"));
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

    internal static ImmutableArray<Entry> Entries => s_table.Bases;

    internal sealed record Table(DateOnly AsOf, ImmutableArray<Entry> Bases);

    /// <param name="Repositories">Globs of <c>domain/path</c>.</param>
    /// <param name="Tags">Globs; absent for every tag.</param>
    /// <param name="Variables">Every variable beside PATH that any version of it sets; absent when that is not known.</param>
    internal sealed record Entry(
        ImmutableArray<string> Repositories, ImmutableArray<string> Tags, BaseFamily Family, string? User, bool? ShipsBuildTools, ImmutableArray<string> Variables, string Source, DateOnly AsOf)
    {
        public bool Fits(string repository, string tag) =>
            Repositories.Any(p => FileSystemName.MatchesSimpleExpression(p, repository, ignoreCase: false))
            && (Tags.IsDefault || Tags.Any(p => FileSystemName.MatchesSimpleExpression(p, tag, ignoreCase: false)));
    }
}

/// <summary>Generated, so that the command line can be compiled ahead of time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(KnownBases.Table))]
internal sealed partial class KnownBasesJson : JsonSerializerContext;

using System.Collections.Immutable;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Ownership;

/// <summary>
/// Says which team owns an Image and by what word, the strongest first: the mapping file, Backstage, CODEOWNERS for the Dockerfile's own path, the first
/// segment of the name when a team is called so. A repository that has a CODEOWNERS file has spoken: what it leaves out is nobody's. Never a person.
/// </summary>
public sealed class OwnershipResolver
{
    private readonly ImmutableDictionary<string, KnownTeam> _teams;
    private readonly OwnershipMapping _mapping;
    private readonly Dictionary<(string? Host, string? Repository, string Path), CodeOwners> _parsed = [];

    public OwnershipResolver(IEnumerable<KnownTeam> teams, OwnershipMapping mapping)
    {
        _teams = teams.ToImmutableDictionary(t => t.Slug, StringComparer.OrdinalIgnoreCase);
        _mapping = mapping;
    }

    /// <summary>The decision; its slug is null when nobody owns the Image, and its source then says who said so, if anyone did.</summary>
    public OwnerDecision Resolve(OwnershipInput input) =>
        ByMapping(input) ?? ByCatalog(input) ?? ByCodeOwners(input) ?? ByNamespace(input) ?? new OwnerDecision(input.ImageId, null, null, null, null);

    private OwnerDecision? ByMapping(OwnershipInput input)
    {
        IEnumerable<string> paths = input.Repository is { } repository ? [repository + "/" + (input.Path ?? ""), .. input.ImageRepositories] : input.ImageRepositories;
        return _mapping.Find(paths) is not { } match ? null
            : Decide(input, match.Owners.IsEmpty ? null : TeamOf(match.Owners), "Mapping", $"{_mapping.Name}:{match.Line} {match.Pattern}");
    }

    /// <summary>The catalogue file nearest above the Dockerfile; of several components the one called like its folder or the Image, else one that all agree with.</summary>
    private OwnerDecision? ByCatalog(OwnershipInput input)
    {
        var path = input.Path ?? "";
        foreach (var file in input.Catalogs.Where(c => IsAbove(c.Path, path)).OrderByDescending(c => FolderOf(c.Path).Length))
        {
            var components = CatalogInfo.Read(file.Text).Where(c => c.Owner is not null).ToList();
            var called = components.Find(c => NamesOf(input).Contains(c.Name, StringComparer.OrdinalIgnoreCase));
            var chosen = called ?? (components.Select(c => c.Owner).Distinct(StringComparer.Ordinal).Count() == 1 ? components[0] : null);
            if (chosen is not null)
            {
                return Decide(input, chosen.Owner, "Backstage", $"{file.Path}:{chosen.Line} {chosen.Name}");
            }
        }

        return null;
    }

    private OwnerDecision? ByCodeOwners(OwnershipInput input)
    {
        if (input.Path is null || Home(input) is not { } file)
        {
            return null;
        }

        var owners = Parse(input, file);
        if (!owners.HasRules)
        {
            return null;
        }

        if (owners.Find(input.Path) is not { } match)
        {
            return Decide(input, null, "CODEOWNERS", $"{file.Path}: no rule for {input.Path}");
        }

        var evidence = $"{file.Path}:{match.Line} {match.Pattern}";
        return match.Owners.IsEmpty ? Decide(input, null, "CODEOWNERS", evidence + " names nobody")
            : TeamOf(match.Owners) is { } team ? Decide(input, team, "CODEOWNERS", evidence)
            : null;
    }

    private OwnerDecision? ByNamespace(OwnershipInput input)
    {
        IEnumerable<string> names = input.Repository is { } repository ? [repository] : input.ImageRepositories.Select(WithoutRegistry);
        foreach (var name in names)
        {
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0 && _teams.TryGetValue(name[..slash], out var team))
            {
                return Decide(input, team.Slug, "Namespace", name);
            }
        }

        return null;
    }

    private OwnerDecision Decide(OwnershipInput input, string? slug, string source, string evidence)
    {
        var team = slug is null ? null : KnownTeam.Of(slug, _teams);
        return new OwnerDecision(input.ImageId, team?.Slug, team?.Name, source, evidence);
    }

    // "@organisation/team" is a team; "@name" is one only when it is known as such.
    private string? TeamOf(ImmutableArray<string> owners)
    {
        foreach (var owner in owners.Where(o => o.StartsWith('@')))
        {
            var name = owner[(owner.LastIndexOf('/') + 1)..].TrimStart('@').ToLowerInvariant();
            if (name.Length > 0 && (owner.Contains('/', StringComparison.Ordinal) || _teams.ContainsKey(name)))
            {
                return name;
            }
        }

        return null;
    }

    private static JoinFile? Home(OwnershipInput input)
    {
        var homes = Dialect(input) switch
        {
            "gitlab" => GitLabCodeOwners.Homes,
            "gitea" => GiteaCodeOwners.Homes,
            _ => GitHubCodeOwners.Homes,
        };
        return homes.Select(home => input.CodeOwners.FirstOrDefault(f => f.Path == home)).FirstOrDefault(f => f is not null);
    }

    private CodeOwners Parse(OwnershipInput input, JoinFile file)
    {
        var key = (input.Host, input.Repository, file.Path);
        if (!_parsed.TryGetValue(key, out var owners))
        {
            _parsed[key] = owners = Dialect(input) switch
            {
                "gitlab" => new GitLabCodeOwners(file.Text),
                "gitea" => new GiteaCodeOwners(file.Text),
                _ => new GitHubCodeOwners(file.Text),
            };
        }

        return owners;
    }

    // A file in a host's own folder says whose dialect it is, and so does the host's name; else GitHub's.
    private static string Dialect(OwnershipInput input)
    {
        bool Has(string path) => input.CodeOwners.Any(f => f.Path == path);
        bool IsCalled(string word) => input.Host?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;

        return Has(".github/CODEOWNERS") ? "github"
            : Has(".gitlab/CODEOWNERS") || IsCalled("gitlab") ? "gitlab"
            : Has(".gitea/CODEOWNERS") || Has(".forgejo/CODEOWNERS") || IsCalled("gitea") || IsCalled("forgejo") || IsCalled("codeberg") ? "gitea"
            : "github";
    }

    private static IEnumerable<string> NamesOf(OwnershipInput input)
    {
        if (input.Path is { } path && FolderOf(path).TrimEnd('/') is { Length: > 0 } folder)
        {
            yield return folder[(folder.LastIndexOf('/') + 1)..];
        }

        foreach (var name in input.ImageRepositories)
        {
            yield return name[(name.LastIndexOf('/') + 1)..];
        }
    }

    private static string WithoutRegistry(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && name.AsSpan(0, slash).ContainsAny('.', ':') ? name[(slash + 1)..] : name;
    }

    private static bool IsAbove(string file, string path) => path.StartsWith(FolderOf(file), StringComparison.Ordinal);

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];
}

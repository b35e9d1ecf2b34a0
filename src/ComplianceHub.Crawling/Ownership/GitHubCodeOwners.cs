using System.Collections.Immutable;

namespace ComplianceHub.Crawling.Ownership;

/// <summary>
/// GitHub's dialect: the last matching line wins; a line without owners clears ownership; a line with something that is no owner is skipped.
/// https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
/// </summary>
public sealed class GitHubCodeOwners : CodeOwners
{
    private readonly List<(string Pattern, ImmutableArray<string> Owners, int Line, PathPattern Expression)> _rules = [];

    public GitHubCodeOwners(string text)
    {
        foreach (var (number, line) in Lines(text))
        {
            var (pattern, owners) = SplitRule(line);
            if (pattern.Length > 0 && owners.All(IsOwner) && _rules.Count < MaxRules)
            {
                _rules.Add((pattern, owners, number, PathPattern.GitHub(pattern)));
            }
        }
    }

    /// <summary>Where the host looks; the first that exists wins.</summary>
    public static ImmutableArray<string> Homes { get; } = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

    public override bool HasRules => _rules.Count > 0;

    public override OwnersMatch? Find(string path)
    {
        for (var i = _rules.Count - 1; i >= 0; i--)
        {
            if (_rules[i].Expression.IsMatch(path))
            {
                return new OwnersMatch(_rules[i].Owners, _rules[i].Line, _rules[i].Pattern);
            }
        }

        return null;
    }
}

using System.Collections.Immutable;

namespace ComplianceHub.Crawling.Ownership;

/// <summary>Gitea's and Forgejo's dialect: patterns are regular expressions over the whole path, <c>!</c> turns one round, and every rule that matches adds its owners.</summary>
public sealed class GiteaCodeOwners : CodeOwners
{
    // Strangers' expressions may each take their time to fail.
    private const int MaxExpressions = 1_000;
    private readonly List<(string Pattern, ImmutableArray<string> Owners, int Line, bool Negated, PathPattern Expression)> _rules = [];

    public GiteaCodeOwners(string text)
    {
        foreach (var (number, line) in Lines(text))
        {
            // A backslash belongs to the expression, so words are split at spaces alone.
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).TakeWhile(w => w[0] != '#').ToArray();
            if (words.Length > 1 && _rules.Count < MaxExpressions)
            {
                var negated = words[0][0] == '!';
                var expression = negated ? words[0][1..] : words[0];
                _rules.Add((words[0], [.. words.Skip(1).Where(IsOwner)], number, negated, PathPattern.Gitea(expression)));
            }
        }
    }

    /// <summary>Where the host looks; the first that exists wins.</summary>
    public static ImmutableArray<string> Homes { get; } = ["CODEOWNERS", "docs/CODEOWNERS", ".gitea/CODEOWNERS", ".forgejo/CODEOWNERS"];

    public override bool HasRules => _rules.Count > 0;

    public override OwnersMatch? Find(string path)
    {
        var matching = _rules.Where(r => r.Expression.IsUsable && r.Expression.IsMatch(path) != r.Negated).ToList();
        return matching.Count == 0 ? null
            : new OwnersMatch([.. matching.SelectMany(r => r.Owners).Distinct(StringComparer.OrdinalIgnoreCase)], matching[0].Line, matching[0].Pattern);
    }
}

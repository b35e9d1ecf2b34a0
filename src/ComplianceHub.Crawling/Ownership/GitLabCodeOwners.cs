using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ComplianceHub.Crawling.Ownership;

/// <summary>
/// GitLab's dialect: sections answer separately, in each the last match wins; <c>!pattern</c> excludes inside its section for good; a rule without owners
/// takes its section's. The first section that names owners for the path is taken. https://docs.gitlab.com/user/project/codeowners/reference/
/// </summary>
public sealed partial class GitLabCodeOwners : CodeOwners
{
    private readonly List<Section> _sections = [new Section("", [])];

    public GitLabCodeOwners(string text)
    {
        var section = _sections[0];
        var rules = 0;
        foreach (var (number, line) in Lines(text))
        {
            if (line[0] == '#')
            {
                continue;
            }

            if (Heading().Match(line) is { Success: true } heading)
            {
                section = SectionOf(heading.Groups["name"].Value.Trim(), [.. SplitRule("x " + heading.Groups["owners"].Value).Owners.Where(IsOwner)]);
                continue;
            }

            var (pattern, owners) = SplitRule(line);
            if (pattern.Length > 0 && ++rules <= MaxRules)
            {
                var excludes = pattern.Length > 1 && pattern[0] == '!';
                section.Rules.Add(new Rule(
                    pattern, [.. owners.Where(IsOwner)], number, excludes, PathPattern.GitLab(excludes ? pattern[1..] : pattern)));
            }
        }
    }

    /// <summary>Where the host looks; the first that exists wins.</summary>
    public static ImmutableArray<string> Homes { get; } = ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

    public override bool HasRules => _sections.Exists(s => s.Rules.Count > 0);

    public override OwnersMatch? Find(string path)
    {
        OwnersMatch? first = null;
        foreach (var section in _sections)
        {
            if (section.Find("/" + path) is { } match)
            {
                if (match.Owners.Length > 0)
                {
                    return match;
                }

                first ??= match;
            }
        }

        return first;
    }

    // Names differ by more than case; a section that comes again goes on, with the owners it first had.
    private Section SectionOf(string name, ImmutableArray<string> owners)
    {
        var section = _sections.Find(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (section is null)
        {
            _sections.Add(section = new Section(name, owners));
        }

        return section;
    }

    [GeneratedRegex(@"^\^?\[(?<name>[^\]]+)\](?:\[\d+\])?(?<owners>\s.*)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    private sealed record Rule(string Pattern, ImmutableArray<string> Owners, int Line, bool Excludes, PathPattern Expression);

    private sealed record Section(string Name, ImmutableArray<string> Owners)
    {
        public List<Rule> Rules { get; } = [];

        public OwnersMatch? Find(string path)
        {
            Rule? last = null;
            foreach (var rule in Rules)
            {
                if (rule.Expression.IsMatch(path))
                {
                    if (rule.Excludes)
                    {
                        return null;
                    }

                    last = rule;
                }
            }

            return last is null ? null : new OwnersMatch(last.Owners.Length > 0 ? last.Owners : Owners, last.Line, last.Pattern);
        }
    }
}

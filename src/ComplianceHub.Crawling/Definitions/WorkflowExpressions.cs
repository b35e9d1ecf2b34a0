using System.Collections.Immutable;
using System.Text;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>Puts in what is known of <c>${{ … }}</c>: environment, matrix, and the repository's name. Everything else only a run knows.</summary>
/// <param name="environments">Those of workflow, job and step: the last one that has a name counts.</param>
/// <param name="budget">How many expressions may be looked up in the whole file: values may hold each other many times over.</param>
internal sealed class WorkflowExpressions(
    string repository, IReadOnlyList<YamlNode?> environments, ImmutableDictionary<string, YamlNode> place, WorkflowExpressions.Budget budget)
{
    private const int Deepest = 8;
    private const int LongestText = 4_096;

    public string Fill(string text) => Fill(text, 0);

    private string Fill(string text, int depth)
    {
        if (!text.Contains("${{", StringComparison.Ordinal))
        {
            return text;
        }

        var known = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length && known.Length <= LongestText;)
        {
            var open = text.IndexOf("${{", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : text.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                known.Append(text, at, text.Length - at);
                break;
            }

            known.Append(text, at, open - at).Append(depth < Deepest ? ValueOf(text[(open + 3)..close].Trim(), depth) : Placeholders.Unknown.ToString());
            at = close + 2;
        }

        return known.Length > LongestText ? Placeholders.Unknown.ToString() : known.ToString();
    }

    private string ValueOf(string expression, int depth)
    {
        var value = !budget.TryTake() ? null : expression.Split('.') switch
        {
            ["github", "repository"] => repository.ToLowerInvariant(),
            ["github", "repository_owner"] => repository.Split('/')[0].ToLowerInvariant(),
            ["github", "event", "repository", "name"] => repository[(repository.LastIndexOf('/') + 1)..].ToLowerInvariant(),
            ["env", var name] => environments.Reverse().Select(e => e?.TextOf(name)).FirstOrDefault(v => v is not null) is { } text ? Fill(text, depth + 1) : null,
            ["matrix", var name, .. var members] when place.TryGetValue(name, out var node) => node.At(members)?.Text is { } text ? Fill(text, depth + 1) : null,
            _ => null,
        };
        return value ?? Placeholders.Unknown.ToString();
    }

    internal sealed class Budget(int lookUps)
    {
        private int _left = lookUps;

        public bool TryTake() => _left-- > 0;
    }
}

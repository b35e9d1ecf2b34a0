using System.Text;
using System.Text.RegularExpressions;

namespace ComplianceHub.Grading.Checklist;

/// <summary>Globs over slash-separated paths: <c>**</c> is any number of folders, <c>*</c> and <c>?</c> stay in one.</summary>
public sealed class PathGlobs(IEnumerable<string> globs)
{
    private readonly (string Glob, Regex Pattern)[] _globs = [.. globs.Select(g => (g, new Regex(Translate(g), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)))];

    /// <summary>The first glob that takes the path, or null.</summary>
    public string? Match(string path) => _globs.FirstOrDefault(g => g.Pattern.IsMatch(path)).Glob;

    private static string Translate(string glob)
    {
        var pattern = new StringBuilder("^");
        for (var i = 0; i < glob.Length; i++)
        {
            var rest = glob.AsSpan(i);
            if (rest.StartsWith("**/"))
            {
                pattern.Append("(?:.*/)?");
                i += 2;
            }
            else if (rest.StartsWith("**"))
            {
                pattern.Append(".*");
                i++;
            }
            else
            {
                pattern.Append(glob[i] switch
                {
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    var c => Regex.Escape(c.ToString()),
                });
            }
        }

        return pattern.Append('$').ToString();
    }
}

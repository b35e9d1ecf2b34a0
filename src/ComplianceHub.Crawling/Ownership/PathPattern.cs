using System.Text;
using System.Text.RegularExpressions;

namespace ComplianceHub.Crawling.Ownership;

/// <summary>A pattern that is compiled when it is first asked; one that once took too long is never asked again.</summary>
internal sealed class PathPattern(Func<Regex?> compile)
{
    private const int MaxLength = 1024;
    private const int MaxWildcards = 32;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);
    private readonly Lazy<Regex?> _expression = new(compile);
    private bool _isSlow;

    /// <summary>Whether the pattern means anything; one that does not matches nothing.</summary>
    public bool IsUsable => !_isSlow && _expression.Value is not null;

    public bool IsMatch(string path)
    {
        try
        {
            return !_isSlow && _expression.Value?.IsMatch(path) == true;
        }
        catch (RegexMatchTimeoutException)
        {
            _isSlow = true;
            return false;
        }
    }

    /// <summary>
    /// GitHub's patterns: like .gitignore's, without negation and character ranges; a single <c>*</c> at the end does not reach below its folder.
    /// </summary>
    public static PathPattern GitHub(string pattern) => new(() => CompileGitHub(pattern));

    /// <summary>Ruby's <c>File.fnmatch</c> with PATHNAME and DOTMATCH, as GitLab uses it on a path with a leading slash.</summary>
    public static PathPattern GitLab(string pattern) => new(() => CompileGitLab(pattern));

    /// <summary>Gitea's patterns are regular expressions over the whole path.</summary>
    public static PathPattern Gitea(string pattern) => new(() => Build(@"\A(?:" + pattern + @")\z"));

    private static Regex? CompileGitHub(string pattern)
    {
        if (IsTooMuch(pattern) || pattern[0] == '!' || pattern.AsSpan().ContainsAny('[', ']') || pattern.Contains("***", StringComparison.Ordinal) || pattern == "/")
        {
            return null;
        }

        var segments = pattern.Split('/').ToList();
        if (segments[0].Length == 0)
        {
            segments.RemoveAt(0);
        }
        else if ((segments.Count == 1 || (segments.Count == 2 && segments[1].Length == 0)) && segments[0] != "**")
        {
            // One name alone is meant at any depth.
            segments.Insert(0, "**");
        }

        if (segments.Count > 1 && segments[^1].Length == 0)
        {
            segments[^1] = "**";
        }

        return Build(Expression(segments));
    }

    private static Regex? CompileGitLab(string pattern)
    {
        if (IsTooMuch(pattern))
        {
            return null;
        }

        var full = pattern == "*" ? "/**/*" : pattern.StartsWith('/') ? pattern : "/**/" + pattern;
        full = full.EndsWith('/') ? full + "**/*" : full;
        var text = new StringBuilder(@"\A");
        for (var i = 0; i < full.Length; i++)
        {
            if (full.AsSpan(i).StartsWith("**/"))
            {
                text.Append("(?:[^/]+/)*");
                i += 2;
            }
            else
            {
                Append(text, full, ref i, star: "[^/]*");
            }
        }

        return Build(text.Append(@"\z").ToString());
    }

    private static bool IsTooMuch(string pattern) => pattern.Length is 0 or > MaxLength || pattern.AsSpan().Count('*') > MaxWildcards;

    private static string Expression(List<string> segments)
    {
        var text = new StringBuilder(@"\A");
        var needSlash = false;
        for (var i = 0; i < segments.Count; i++)
        {
            var isLast = i == segments.Count - 1;
            switch (segments[i])
            {
                case "**" when i == 0:
                    text.Append(isLast ? ".+" : "(?:.+/)?");
                    needSlash = false;
                    break;
                case "**":
                    text.Append(isLast ? "/.*" : "(?:/.+)?");
                    needSlash = true;
                    break;
                case var segment:
                    text.Append(needSlash ? "/" : "");
                    for (var at = 0; at < segment.Length; at++)
                    {
                        Append(text, segment, ref at, star: segment == "*" ? "[^/]+" : "[^/]*");
                    }

                    text.Append(isLast && segment != "*" ? "(?:/.*)?" : "");
                    needSlash = true;
                    break;
            }
        }

        return text.Append(@"\z").ToString();
    }

    private static void Append(StringBuilder text, string pattern, ref int at, string star)
    {
        switch (pattern[at])
        {
            case '\\' when at + 1 < pattern.Length:
                text.Append(Regex.Escape(pattern[++at].ToString()));
                break;
            case '*':
                text.Append(star);
                break;
            case '?':
                text.Append("[^/]");
                break;
            case var character:
                text.Append(Regex.Escape(character.ToString()));
                break;
        }
    }

    private static Regex? Build(string expression)
    {
        try
        {
            return expression.Length > 8 * MaxLength ? null : new Regex(expression, Options, s_limit);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

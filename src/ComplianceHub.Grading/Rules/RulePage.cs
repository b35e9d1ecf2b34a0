using System.Collections.Immutable;

namespace ComplianceHub.Grading.Rules;

/// <summary>
/// A rule's page: the Markdown file beside its class, with exactly these sections: <c># Title</c>, <c>## Why</c>, <c>## Noncompliant</c>,
/// <c>## Compliant</c>, <c>## Fix</c> and, if need be, <c>## When it does not apply</c>. Its fenced samples are graded by the tests, see
/// <see cref="RuleSample"/> for the marks inside them.
/// </summary>
/// <param name="Why">Markdown.</param>
/// <param name="Noncompliant">Samples in which the rule finds exactly what is marked.</param>
/// <param name="Compliant">Samples in which it finds nothing.</param>
/// <param name="Fix">Markdown.</param>
/// <param name="WhenItDoesNotApply">Markdown, or null.</param>
public sealed record RulePage(
    string Title,
    string Why,
    ImmutableArray<RuleSample> Noncompliant,
    ImmutableArray<RuleSample> Compliant,
    string Fix,
    string? WhenItDoesNotApply)
{
    private static readonly string[] s_required = ["Why", "Noncompliant", "Compliant", "Fix"];
    private const string Exemption = "When it does not apply";

    /// <summary>The page embedded beside the rule's class, or null when there is none.</summary>
    /// <exception cref="FormatException">The page lacks a section, has one too many or leaves a fence open.</exception>
    public static RulePage? Of(Rule rule)
    {
        var markdown = TextOf(rule);
        return markdown is null ? null : Parse(markdown);
    }

    /// <summary>The Markdown of the page as embedded, or null.</summary>
    public static string? TextOf(Rule rule)
    {
        var type = rule.GetType();
        using var stream = type.Assembly.GetManifestResourceStream($"Rules/{type.Name}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a page.</summary>
    /// <exception cref="FormatException">It lacks a section, has one too many or leaves a fence open.</exception>
    public static RulePage Parse(string markdown)
    {
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var (title, sections) = Sections(lines);
        foreach (var name in sections.Keys)
        {
            if (!s_required.Contains(name) && name != Exemption)
            {
                throw new FormatException($"A rule's page has no section '{name}'.");
            }
        }

        foreach (var name in s_required)
        {
            if (!sections.TryGetValue(name, out var body) || body.All(string.IsNullOrWhiteSpace))
            {
                throw new FormatException($"A rule's page needs a section '{name}' with text.");
            }
        }

        return new(
            title,
            Text(sections["Why"]),
            Samples(sections["Noncompliant"]),
            Samples(sections["Compliant"]),
            Text(sections["Fix"]),
            sections.TryGetValue(Exemption, out var exemption) ? Text(exemption) : null);
    }

    private static (string Title, Dictionary<string, List<string>> Sections) Sections(string[] lines)
    {
        var title = "";
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? current = null;
        var fenced = false;
        foreach (var line in lines)
        {
            fenced ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!fenced && line.StartsWith("## ", StringComparison.Ordinal))
            {
                current = [];
                if (!sections.TryAdd(line[3..].Trim(), current))
                {
                    throw new FormatException($"A rule's page has '{line[3..].Trim()}' twice.");
                }
            }
            else if (!fenced && title.Length == 0 && line.StartsWith("# ", StringComparison.Ordinal))
            {
                title = line[2..].Trim();
            }
            else if (current is not null)
            {
                current.Add(line);
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                throw new FormatException("A rule's page begins with '# Title' and then its sections.");
            }
        }

        return fenced ? throw new FormatException("A rule's page leaves a fence open.")
            : title.Length == 0 ? throw new FormatException("A rule's page begins with '# Title'.") : (title, sections);
    }

    private static ImmutableArray<RuleSample> Samples(List<string> lines)
    {
        var samples = ImmutableArray.CreateBuilder<RuleSample>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var language = lines[i][3..].Trim();
            var body = lines.Skip(i + 1).TakeWhile(l => !l.StartsWith("```", StringComparison.Ordinal)).ToList();
            samples.Add(RuleSample.Parse(language, body));
            i += body.Count + 1;
        }

        return samples.ToImmutable();
    }

    private static string Text(List<string> lines) => string.Join('\n', lines).Trim();
}

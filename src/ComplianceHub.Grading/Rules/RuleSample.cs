using System.Collections.Immutable;
using System.Globalization;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>A place of a sample where a rule must find something.</summary>
/// <param name="Line">1-based line of the sample's text; null when the finding is about the whole file.</param>
public sealed record ExpectedFinding(string RuleId, int? Line);

/// <summary>
/// A fenced sample of a rule's page. The marks <c># expect: rule-id</c> and <c># policy: registries=a,b</c> (or <c>labels=a,b</c>) are taken out of
/// <see cref="Text"/>: the first says that the instruction below it must be found (nothing below it: the file as a whole), the second what the
/// organisation asks (<c>allowed-labels=</c>, too). <c># context: ignore=a,b</c> gives the sample a .dockerignore, <c># context: base=image os/arch os/arch</c>
/// a base whose platforms are known, <c># context: shellcheck=SC2086 $file</c> what ShellCheck says of which text (nothing behind <c>=</c>: that it is content).
/// </summary>
/// <param name="Language">The fence's language; only <c>dockerfile</c> samples are graded.</param>
public sealed record RuleSample(string Language, string Text, ImmutableArray<ExpectedFinding> Expected)
{
    private const string ExpectMark = "# expect:";
    private const string PolicyMark = "# policy:";
    private const string ContextMark = "# context:";

    /// <summary>Registries of the policy under which the sample is graded.</summary>
    public ImmutableArray<string> Registries { get; init; } = [];

    /// <summary>Required labels of the policy under which the sample is graded; empty for the default ones.</summary>
    public ImmutableArray<string> RequiredLabels { get; init; } = [];

    /// <summary>Labels that the policy allows beside the required ones; empty for all.</summary>
    public ImmutableArray<string> AllowedLabels { get; init; } = [];

    /// <summary>Patterns of the .dockerignore; empty for none.</summary>
    public ImmutableArray<string> Ignored { get; init; } = [];

    /// <summary>Crawled bases: a reference and its platforms.</summary>
    public ImmutableArray<string> Bases { get; init; } = [];

    /// <summary>What ShellCheck says: a code and the text that it is about; null when it was not asked.</summary>
    public ImmutableArray<string>? ShellCheck { get; init; }

    public bool IsDockerfile => Language == "dockerfile";

    /// <summary>The policy under which the sample is graded.</summary>
    public Policy Policy => Policy.Default with
    {
        Registries = Registries,
        RequiredLabels = RequiredLabels.IsEmpty ? Policy.Default.RequiredLabels : RequiredLabels,
        AllowedLabels = AllowedLabels,
    };

    /// <summary>What the sample is graded as.</summary>
    public GradingSubject Subject => new(
        new BuildTargetFacts("Dockerfile", Dockerfile.Parse(Text), Dockerignore: Ignored.IsEmpty ? null : Dockerignore.Parse(string.Join('\n', Ignored))) { ShellCheck = ShellCheckFacts },
        null,
        Bases.Select(b => b.Split(' ')).ToImmutableDictionary(
            b => b[0], b => new BaseImageFacts(null, BaseFamily.Unknown, null, "the sample", default) { Platforms = [.. b.Skip(1)] }, StringComparer.Ordinal));

    private ShellCheckFacts? ShellCheckFacts => ShellCheck is not { } said ? null : new("the sample", ShellCheckScript.Of(Dockerfile.Parse(Text)).DistinctBy(s => s.Key).ToImmutableDictionary(
        s => s.Key,
        s => said.Select(c => (Code: c.Split(' ')[0], About: c[(c.IndexOf(' ', StringComparison.Ordinal) + 1)..]))
            .Where(c => s.Run.Text.Contains(c.About, StringComparison.Ordinal))
            .Select(c => new ShellCheckComment(int.Parse(c.Code["SC".Length..], CultureInfo.InvariantCulture), ShellCheckLevel.Warning, s.Run.Text.IndexOf(c.About, StringComparison.Ordinal), c.About.Length, "As the sample says."))
            .ToImmutableArray(),
        StringComparer.Ordinal));

    /// <summary>Reads the lines between two fences.</summary>
    /// <exception cref="FormatException">A mark names a setting that there is not.</exception>
    internal static RuleSample Parse(string language, IEnumerable<string> lines)
    {
        var kept = new List<string>();
        var expected = new List<(string Id, int Line)>();
        var sample = new RuleSample(language, "", []);
        foreach (var line in lines)
        {
            if (line.StartsWith(ExpectMark, StringComparison.Ordinal))
            {
                expected.AddRange(Values(line[ExpectMark.Length..]).Select(id => (id, kept.Count + 1)));
            }
            else if (line.StartsWith(PolicyMark, StringComparison.Ordinal))
            {
                sample = sample.With(line[PolicyMark.Length..].Trim());
            }
            else if (line.StartsWith(ContextMark, StringComparison.Ordinal))
            {
                sample = sample.With(line[ContextMark.Length..].Trim());
            }
            else
            {
                kept.Add(line);
            }
        }

        return sample with
        {
            Text = string.Concat(kept.Select(l => l + "\n")),
            Expected = [.. expected.Select(e => new ExpectedFinding(e.Id, e.Line > kept.Count ? null : e.Line))],
        };
    }

    private RuleSample With(string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        return (equals < 0 ? setting : setting[..equals]) switch
        {
            "registries" => this with { Registries = Values(setting[(equals + 1)..]) },
            "labels" => this with { RequiredLabels = Values(setting[(equals + 1)..]) },
            "allowed-labels" => this with { AllowedLabels = Values(setting[(equals + 1)..]) },
            "ignore" => this with { Ignored = Values(setting[(equals + 1)..]) },
            "base" => this with { Bases = Values(setting[(equals + 1)..]) },
            "shellcheck" => this with { ShellCheck = [.. ShellCheck ?? [], .. Values(setting[(equals + 1)..])] },
            _ => throw new FormatException($"A sample's mark knows registries=, labels=, allowed-labels=, ignore=, base= and shellcheck=, not '{setting}'."),
        };
    }

    private static ImmutableArray<string> Values(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}

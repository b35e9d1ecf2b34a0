using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules;

/// <summary>A place of a sample where a rule must find something.</summary>
/// <param name="Line">1-based line of the sample's text; null when the finding is about the whole file.</param>
public sealed record ExpectedFinding(string RuleId, int? Line);

/// <summary>
/// A fenced sample of a rule's page. The marks <c># expect: rule-id</c> and <c># policy: registries=a,b</c> (or <c>labels=a,b</c>) are taken out of
/// <see cref="Text"/>: the first says that the instruction below it must be found (nothing below it: the file as a whole), the second what the
/// organisation asks.
/// </summary>
/// <param name="Language">The fence's language; only <c>dockerfile</c> samples are graded.</param>
public sealed record RuleSample(string Language, string Text, ImmutableArray<ExpectedFinding> Expected)
{
    private const string ExpectMark = "# expect:";
    private const string PolicyMark = "# policy:";

    /// <summary>Registries of the policy under which the sample is graded.</summary>
    public ImmutableArray<string> Registries { get; init; } = [];

    /// <summary>Required labels of the policy under which the sample is graded; empty for the default ones.</summary>
    public ImmutableArray<string> RequiredLabels { get; init; } = [];

    public bool IsDockerfile => Language == "dockerfile";

    /// <summary>The policy under which the sample is graded.</summary>
    public Policy Policy => Policy.Default with
    {
        Registries = Registries,
        RequiredLabels = RequiredLabels.IsEmpty ? Policy.Default.RequiredLabels : RequiredLabels,
    };

    /// <summary>Reads the lines between two fences.</summary>
    /// <exception cref="FormatException">A policy mark names something else than registries or labels.</exception>
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
                sample = sample.WithPolicy(line[PolicyMark.Length..].Trim());
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

    private RuleSample WithPolicy(string setting)
    {
        var equals = setting.IndexOf('=', StringComparison.Ordinal);
        return (equals < 0 ? setting : setting[..equals]) switch
        {
            "registries" => this with { Registries = Values(setting[(equals + 1)..]) },
            "labels" => this with { RequiredLabels = Values(setting[(equals + 1)..]) },
            _ => throw new FormatException($"A sample's policy mark knows registries= and labels=, not '{setting}'."),
        };
    }

    private static ImmutableArray<string> Values(string text) => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}

using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules;

/// <summary>Makes one result of what a rule answered to the Dockerfile and to each platform of the image.</summary>
internal sealed class AnswerMerger(GradingSubject subject, Policy policy)
{
    private const string NextBuild = "A change of the Dockerfile takes effect with the next build.";

    private readonly string _path = subject.Declared?.Path ?? (subject.Shipped is { } image ? $"{image.Registry}/{image.Repository}" : "");
    private readonly string _target = subject.Declared?.Target ?? "";
    private readonly int _platforms = subject.Shipped?.Platforms.Length ?? 0;

    public RuleResult Merge(RuleRun run)
    {
        var rule = run.Rule.Descriptor;
        if (run is { Declared: { } declared, Shipped.IsEmpty: true })
        {
            return MergeDeclared(rule, declared);
        }

        var shipped = run.Shipped.IsEmpty ? (Outcome?)null : Worst(run.Shipped.Select(s => s.Answer.Outcome));
        var overrides = rule.Criterion.ShippedOverrides && run.Declared is not null && shipped is { } outcome && IsJudged(outcome);
        var kept = overrides ? run.Shipped : WithDeclared(run);
        if (kept.IsEmpty)
        {
            return new(rule, Outcome.NotCollected, [], Evidence.None, Missing(), null);
        }

        var findings = FindingsOf(rule, kept, overrides ? run.Declared : null);
        var collective = Combine(run, overrides, shipped);
        var reason = kept.FirstOrDefault(k => k.Answer.Outcome == collective).Answer?.Reason;
        if (findings.IsEmpty && collective is Outcome.Fail or Outcome.Unknown)
        {
            findings = [Bare(rule, collective, reason, kept[0].Platform.Length == 0 ? Evidence.Declared : Evidence.Shipped)];
        }

        var evidence = (run.Declared is null || overrides ? Evidence.None : Evidence.Declared) | (run.Shipped.IsEmpty ? Evidence.None : Evidence.Shipped);
        return new(rule, collective, findings, evidence, reason, Drift(rule, run, shipped));
    }

    /// <summary>Where nothing but the Dockerfile answered, there is nothing to merge.</summary>
    private RuleResult MergeDeclared(RuleDescriptor rule, RuleAnswer answer)
    {
        var findings = ImmutableArray<Finding>.Empty;
        if (answer.Outcome is Outcome.Fail or Outcome.Unknown)
        {
            findings = answer.Findings.IsEmpty ? [Bare(rule, answer.Outcome, answer.Reason, Evidence.Declared)]
                : [.. Numbered(answer).Select(n => Place(rule, n.Ordinal, n.Finding, n.Finding, Evidence.Declared, []))];
        }

        return new(rule, answer.Outcome, findings, Evidence.Declared, answer.Reason, null);
    }

    private string Missing() => (subject.Declared, subject.Shipped) switch
    {
        (null, null) => "Neither a Dockerfile nor an image is known.",
        (null, _) => "It needs the Dockerfile; only the image is known.",
        (_, null) => "It needs the image; only the Dockerfile is known.",
        _ => "Neither the Dockerfile nor the image could answer it.",
    };

    private static ImmutableArray<(string Platform, RuleAnswer Answer)> WithDeclared(RuleRun run) =>
        run.Declared is null ? run.Shipped : run.Shipped.Insert(0, ("", run.Declared));

    private static Outcome Combine(RuleRun run, bool overrides, Outcome? shipped)
    {
        if (run.Declared is null || overrides)
        {
            return shipped!.Value;
        }

        var declared = run.Declared.Outcome;
        // Where one kind of evidence could not be had, the other one's word stands.
        return shipped is null or Outcome.NotCollected ? declared : declared == Outcome.NotCollected ? shipped.Value : Worst([declared, shipped.Value]);
    }

    private static bool IsJudged(Outcome outcome) => outcome is Outcome.Pass or Outcome.Fail or Outcome.Unknown or Outcome.NotApplicable;

    private static Outcome Worst(IEnumerable<Outcome> outcomes) => outcomes.MaxBy(o => o switch
    {
        Outcome.Fail => 5,
        Outcome.Unknown => 4,
        Outcome.Error => 3,
        Outcome.NotCollected => 2,
        Outcome.Pass => 1,
        _ => 0,
    });

    private ImmutableArray<Finding> FindingsOf(RuleDescriptor rule, ImmutableArray<(string Platform, RuleAnswer Answer)> kept, RuleAnswer? overridden)
    {
        var places = new Dictionary<(string Locus, int Ordinal), List<(string Platform, RuleFinding Finding)>>();
        var order = new List<(string, int)>();
        foreach (var (platform, answer) in kept)
        {
            foreach (var (finding, ordinal) in Numbered(answer))
            {
                var key = (finding.Locus, ordinal);
                if (!places.TryGetValue(key, out var same))
                {
                    places.Add(key, same = []);
                    order.Add(key);
                }

                same.Add((platform, finding));
            }
        }

        var lines = overridden is null ? [] : Numbered(overridden).ToDictionary(n => (n.Finding.Locus, n.Ordinal), n => n.Finding);
        return [.. order.Select(key => Merge(rule, key, places[key], lines.GetValueOrDefault(key)))];
    }

    /// <summary>Ordinals count findings of one locus in document order.</summary>
    private static List<(RuleFinding Finding, int Ordinal)> Numbered(RuleAnswer answer)
    {
        if (answer.Outcome is not (Outcome.Fail or Outcome.Unknown))
        {
            return [];
        }

        var numbered = new List<(RuleFinding, int)>(answer.Findings.Length);
        var counts = new Dictionary<string, int>(answer.Findings.Length, StringComparer.Ordinal);
        foreach (var finding in InOrder(answer.Findings))
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, finding.Locus, out _);
            numbered.Add((answer.Outcome == Outcome.Unknown && !finding.IsUnknown ? finding with { IsUnknown = true } : finding, count++));
        }

        return numbered;
    }

    /// <summary>Most rules read the file from top to bottom.</summary>
    private static IEnumerable<RuleFinding> InOrder(ImmutableArray<RuleFinding> findings)
    {
        for (var i = 1; i < findings.Length; i++)
        {
            if (PlaceOf(findings[i - 1]).CompareTo(PlaceOf(findings[i])) > 0)
            {
                return findings.OrderBy(PlaceOf);
            }
        }

        return findings;
    }

    private static (int Line, int Start) PlaceOf(RuleFinding finding) => (finding.Line ?? int.MaxValue, finding.Span?.Start ?? int.MaxValue);

    private Finding Merge(RuleDescriptor rule, (string Locus, int Ordinal) key, List<(string Platform, RuleFinding Finding)> same, RuleFinding? line)
    {
        var worst = same.MaxBy(s => (!s.Finding.IsUnknown, policy.SeverityOf(rule, s.Finding.Severity))).Finding;
        var declared = same.Where(s => s.Platform.Length == 0).Select(s => s.Finding).FirstOrDefault() ?? line;
        var platforms = same.Select(s => s.Platform).Where(p => p.Length > 0).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        var evidence = (declared is null ? Evidence.None : Evidence.Declared) | (platforms.IsEmpty ? Evidence.None : Evidence.Shipped);
        var finding = Place(rule, key.Ordinal, worst, declared, evidence, declared is not null || platforms.Length == _platforms ? [] : platforms) with
        {
            Severity = same.Max(s => policy.SeverityOf(rule, s.Finding.Severity)),
            OwnSeverity = same.Max(s => s.Finding.Severity ?? rule.Severity),
            Share = same.Select(s => s.Finding.Share ?? rule.Share).MaxBy(s => (double)s.Numerator / s.Denominator),
            IsUnknown = same.All(s => s.Finding.IsUnknown),
        };
        return rule.Criterion.ShippedOverrides && subject.Declared is not null && !platforms.IsEmpty
            ? finding with { Remediation = finding.Remediation is null ? NextBuild : $"{finding.Remediation} {NextBuild}" } : finding;
    }

    /// <param name="shown">Whose words are taken.</param>
    /// <param name="declared">Whose place is taken; null when the Dockerfile knows of none.</param>
    private Finding Place(RuleDescriptor rule, int ordinal, RuleFinding shown, RuleFinding? declared, Evidence evidence, ImmutableArray<string> platforms) => new(
        FindingIdentity.Fingerprint(rule.Id, _path, _target, shown.Locus, ordinal),
        rule,
        policy.SeverityOf(rule, shown.Severity),
        shown.Share ?? rule.Share,
        shown.IsUnknown,
        shown.Message,
        _target,
        shown.Locus,
        ordinal,
        evidence,
        platforms)
    {
        OwnSeverity = shown.Severity,
        Line = declared?.Line,
        EndLine = declared?.EndLine,
        Span = declared?.Span,
        Remediation = declared?.Remediation ?? shown.Remediation,
        Fix = declared?.Fix ?? Fix.None,
        Code = shown.Code,
        SecretKind = shown.SecretKind,
        Secret = shown.Secret,
    };

    /// <summary>A failure that names no place must still cost something and be waivable.</summary>
    private Finding Bare(RuleDescriptor rule, Outcome outcome, string? reason, Evidence evidence) => new(
        FindingIdentity.Fingerprint(rule.Id, _path, _target, "", 0), rule, policy.SeverityOf(rule, null), rule.Share, outcome == Outcome.Unknown,
        reason ?? (outcome == Outcome.Unknown ? "It cannot be judged." : rule.Title + "."), _target, "", 0, evidence, []);

    private static string? Drift(RuleDescriptor rule, RuleRun run, Outcome? shipped)
    {
        if (!rule.Criterion.ShippedOverrides)
        {
            return null;
        }

        return (run.Declared?.Outcome, shipped) switch
        {
            (Outcome.Pass, Outcome.Fail) => $"The Dockerfile passes, what ships does not: {First(run.Shipped.Select(s => s.Answer), rule)}",
            (Outcome.Fail, Outcome.Pass) => $"What ships passes, the Dockerfile does not: {First([run.Declared!], rule)}",
            _ => null,
        };
    }

    private static string First(IEnumerable<RuleAnswer> answers, RuleDescriptor rule) =>
        answers.SelectMany(a => a.Findings).Where(f => !f.IsUnknown).Select(f => f.Message).FirstOrDefault() ?? rule.Title + ".";
}

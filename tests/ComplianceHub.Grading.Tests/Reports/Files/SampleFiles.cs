using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Reports;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Tests.Reports.Files;

/// <summary>Graded files with a finding of every kind, under rules of their own so that no new rule of the catalogue changes them.</summary>
internal static class SampleFiles
{
    public const string Secret = "AKIAQ3EGRIVPTLX7WJ2D";

    private const string Text = "FROM debian\n# hadolint ignore=XX2,XX3 # they\nENV AWS_ACCESS_KEY_ID=" + Secret + "\nRUN apt-get update \\\n && apt-get install \\\n    curl \\\n    less \\\n    jq\nINSTAL \u001b[31mred\n";

    private static readonly SampleRule s_user = new(new("sample-root", "Container runs as root", Criterion.NonRoot, RuleKind.Question, Severity.High) { Aliases = ["XX1"], Links = ["https://example.org/rule"] });
    private static readonly SampleRule s_secret = new(new("sample-secret", "Secret in ENV", Criterion.NoSecrets, RuleKind.Question, Severity.Critical));
    private static readonly SampleRule s_cache = new(new("sample-cache", "Cache left", Criterion.Packages, RuleKind.Counting, Severity.Low));
    private static readonly SampleRule s_verdict = new(new("sample-verdict", "Another tool's opinion", Criterion.Packages, RuleKind.Advisory, Severity.Medium));

    private static readonly InlineIgnore s_hadolint = new(InlineIgnoreDialect.Hadolint, 2, ["XX2", "XX3"]) { From = 3, To = 3, Reason = "they\nmind" };
    private static readonly InlineIgnore s_own = new(InlineIgnoreDialect.ComplianceHub, 5, ["sample-cache"]) { From = 6, To = 6, LastDay = new(2027, 3, 31) };
    private static readonly InlineIgnore s_vain = new(InlineIgnoreDialect.Kics, 9, ["*"]) { Problem = "KICS has no such command" };

    public static Rule[] Rules { get; } = [s_user, s_secret, s_cache, s_verdict];

    /// <summary>One with everything, one with nothing, one that could not be read; their names want escaping.</summary>
    public static GradedFile[] All { get; } = [Awful("./a b/Docker%file,1:2"), Clean("Dockerfile"), new("gone/Dockerfile", null, null, "Permission <denied>")];

    public static GradedFile Awful(string path)
    {
        var dockerfile = Dockerfile.Parse(Text);
        ScoredFinding[] findings =
        [
            Found(s_user, "No USER is set, 100% root.", 1400, dockerfile.Instructions[0].Span, 1, 1) with { Gain = 1400 },
            Found(s_secret, "ENV holds a secret.", 1500, new(dockerfile.Text.IndexOf(Secret, StringComparison.Ordinal), Secret.Length), 3, 3),
            Found(s_cache, "The cache\nis left.", 120, dockerfile.Instructions[2].Span, 4, 8),
            Found(s_cache, "The list is left.", 0, null, 4, 8) with { Waived = true, RawPoints = 100 },
            Found(s_verdict, "Somebody minds \"<this>\".", 0, null, null, null),
        ];
        var unknown = Found(s_user, "The user cannot be known.", 0, null, 1, 1);
        unknown = unknown with { Finding = unknown.Finding with { IsUnknown = true, Fingerprint = new string('e', 64) } };
        findings[1] = findings[1] with { Finding = findings[1].Finding with { Suppressions = [new(s_hadolint, "XX2", "the policy allows no such comments")] } };
        findings[3] = findings[3] with { Finding = findings[3].Finding with { Fingerprint = new string('w', 64), Suppressions = [new(s_own, "sample-cache", null)] } };
        return new(path, dockerfile, Score([.. findings, unknown])) { InlineIgnores = [s_hadolint, s_own, s_vain] };
    }

    public static GradedFile Clean(string path) => new(path, Dockerfile.Parse("FROM scratch\n"), Score([]));

    /// <summary>Under the whole catalogue.</summary>
    public static GradedFile Graded(string text)
    {
        var facts = new BuildTargetFacts("Dockerfile", Dockerfile.Parse(text));
        return new("Dockerfile", facts.Dockerfile, ScoreCalculator.Calculate(RuleCatalog.Evaluate(GradingSubject.OfDockerfile(facts), Policy.Default), Policy.Default));
    }

    private static Score Score(ScoredFinding[] findings)
    {
        var criteria = Criterion.All.Select(c =>
        {
            ScoredFinding[] own = [.. findings.Where(f => f.Finding.Rule.Criterion == c)];
            return new CriterionScore(c, c.DefaultBudget, 0, 0, own.Sum(f => f.Points), c != Criterion.ImageSize, c == Criterion.ImageSize ? "It needs the image." : null, [.. own]);
        }).ToList();
        var score = 10_000 - criteria.Sum(c => c.Penalty);
        return findings.Length == 0
            ? new(score, score, 9400, Grade.A, Grade.A, null, [.. criteria])
            : new(score, score - 100, 9400, Grade.D, Grade.C, new(Grade.D, Severity.Critical, 1, "1 critical: secret in ENV"), [.. criteria]);
    }

    private static ScoredFinding Found(SampleRule rule, string message, int points, TextSpan? span, int? line, int? endLine) => new(
        new(new string(rule.Descriptor.Id[^1], 64), rule.Descriptor, rule.Descriptor.Severity, Share.Whole, false, message, "", "x", 0, Evidence.Declared, [])
        {
            Line = line, EndLine = endLine, Span = span, Remediation = rule == s_cache ? "Remove it,\nthere." : null,
        },
        false, points, points, 0);

    internal sealed class SampleRule(RuleDescriptor descriptor) : Rule
    {
        public override RuleDescriptor Descriptor { get; } = descriptor;
    }
}

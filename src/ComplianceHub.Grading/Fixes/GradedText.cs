using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Fixes;

/// <summary>A Dockerfile before or after a repair, with its grade: the Dockerfile's alone, for what ships changes with the next build.</summary>
internal sealed class GradedText
{
    private readonly Lazy<HashSet<string>> _fingerprints;
    private readonly Lazy<Dictionary<(string Rule, Severity Severity), int>> _counts;

    /// <param name="waived">Fingerprints of findings that a hub's register waives.</param>
    public GradedText(GradingSubject subject, BuildTargetFacts target, Policy policy, IReadOnlySet<string>? waived)
    {
        Target = target;
        Evaluation = RuleCatalog.Evaluate(new GradingSubject(target, null, subject.CrawledBases) { Day = subject.Day }, policy);
        Score = ScoreCalculator.Calculate(Evaluation, policy, waived);
        _fingerprints = new(() => Evaluation.Findings.Select(f => f.Fingerprint).ToHashSet());
        _counts = new(() => Evaluation.Findings.GroupBy(KindOf).ToDictionary(g => g.Key, g => g.Count()));
    }

    public BuildTargetFacts Target { get; }

    public Evaluation Evaluation { get; }

    public Score Score { get; }

    public string Text => Target.Dockerfile.Text;

    public bool Has(Finding finding) => _fingerprints.Value.Contains(finding.Fingerprint);

    /// <summary>
    /// A finding that an older text did not have. One that only goes by another name now is none: where <c>apt install</c> became
    /// <c>apt-get install</c>, what else is wrong with the command is as wrong as before.
    /// </summary>
    public Finding? AddedTo(GradedText older) => Evaluation.Findings
        .FirstOrDefault(f => !older.Has(f) && _counts.Value[KindOf(f)] > older._counts.Value.GetValueOrDefault(KindOf(f)));

    /// <summary>What a shell could not read, over all RUNs: a repair must not break a script that the Dockerfile's parser does not look into.</summary>
    public int ScriptErrors() => Target.Dockerfile.Stages.Sum(s => RunStep.Of(s).Sum(r => r.Declared?.Script.Errors.Length ?? 0));

    public IEnumerable<(string Repository, string? Digest)> Pinned() =>
        Target.Dockerfile.ExternalImages.Select(u => u.Reference).OfType<ImageReference>().Where(r => r.IsPinned).Select(r => (r.Repository, r.Digest));

    private static (string Rule, Severity Severity) KindOf(Finding finding) => (finding.Rule.Id, finding.Severity);
}

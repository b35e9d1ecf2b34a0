using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules;

/// <summary>What a rule says of an image.</summary>
public enum Outcome
{
    Pass,
    Fail,

    /// <summary>The question does not arise; costs nothing.</summary>
    NotApplicable,

    /// <summary>The author's evidence is missing, for instance <c>FROM ${BASE}</c> without a default: costs the budget, holds no letter down.</summary>
    Unknown,

    /// <summary>The rule itself broke: costs nothing, lowers coverage.</summary>
    Error,

    /// <summary>Our evidence is missing (an outage, a permission, not configured): costs nothing, lowers coverage.</summary>
    NotCollected,
}

/// <summary>One thing a rule found, before identity and points are added. Never holds characters of a secret.</summary>
/// <param name="Message">One sentence that names files, images, packages or variables, never persons.</param>
/// <param name="Locus">What the finding is about in words that survive edits: package, variable, canonical base without tag and digest, else the normalised command. Never a line, tag, digest or platform.</param>
public sealed record RuleFinding(string Message, string Locus)
{
    /// <summary>1-based first line in the Dockerfile; null when it is about the shipped image or the whole file.</summary>
    public int? Line { get; init; }

    public int? EndLine { get; init; }

    /// <summary>The exact place in the Dockerfile's text.</summary>
    public TextSpan? Span { get; init; }

    /// <summary>True when this place cannot be judged (outcome Unknown).</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Overrides the descriptor's severity, for instance a secret with evidence.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Overrides the descriptor's share.</summary>
    public Share? Share { get; init; }

    /// <summary>What to do here, as a sentence; null to show the rule's page only.</summary>
    public string? Remediation { get; init; }

    /// <summary>A mechanical repair of the Dockerfile, proposed; the planner re-grades it before it is shown.</summary>
    public Fix Fix { get; init; } = Fix.None;

    /// <summary>The id of another tool's check below the rule, for instance <c>SC2086</c>.</summary>
    public string? Code { get; init; }

    /// <summary>Kind of the secret found, for instance <c>aws-access-key</c>; null for everything else.</summary>
    public string? SecretKind { get; init; }

    /// <summary>The secret's value, in memory only, for its keyed hash and for masking; never stored, logged or shown.</summary>
    public SecretValue? Secret { get; init; }

    /// <summary>A finding at an instruction of the Dockerfile.</summary>
    public static RuleFinding At(Instruction instruction, string message, string locus) =>
        new(message, locus) { Line = instruction.StartLine, EndLine = instruction.EndLine, Span = instruction.Span };
}

/// <summary>Wraps a secret so that printing it by accident prints nothing of it.</summary>
public sealed class SecretValue(string value)
{
    public string Reveal() => value;

    public override string ToString() => "••••••••";
}

/// <summary>A rule's answer: an outcome, its findings (when Fail or Unknown) and a reason (when not judged).</summary>
public sealed record RuleAnswer(Outcome Outcome, ImmutableArray<RuleFinding> Findings, string? Reason = null)
{
    public static RuleAnswer Pass { get; } = new(Outcome.Pass, []);

    public static RuleAnswer NotApplicable(string reason) => new(Outcome.NotApplicable, [], reason);

    public static RuleAnswer NotCollected(string reason) => new(Outcome.NotCollected, [], reason);

    /// <summary>Pass when there are no findings; Fail when one is certain; Unknown when all are unknown.</summary>
    public static RuleAnswer Of(IEnumerable<RuleFinding> findings)
    {
        var all = findings.ToImmutableArray();
        return all.IsEmpty ? Pass : new(all.All(f => f.IsUnknown) ? Outcome.Unknown : Outcome.Fail, all);
    }
}

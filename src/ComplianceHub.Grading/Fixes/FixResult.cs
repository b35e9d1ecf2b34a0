using System.Collections.Immutable;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Fixes;

/// <summary>Why a repair is not made.</summary>
public enum FixRefusal
{
    /// <summary>Another repair changes the same place.</summary>
    SamePlace,

    /// <summary>The Dockerfile, or a script in it, could not be read any more.</summary>
    Parse,

    /// <summary>A rule would find something that it does not find now.</summary>
    AddsFinding,

    LowersScore,

    /// <summary>Less of the checklist could be judged: what is not seen is not better.</summary>
    LowersCoverage,

    /// <summary>An image would lose its digest, or get another one.</summary>
    FloatsPin,

    /// <summary>The finding would still be there.</summary>
    RepairsNothing,
}

/// <summary>A repair that was tried and must not be shown.</summary>
/// <param name="Reason">A sentence for people.</param>
public sealed record RefusedFix(Finding Finding, FixRefusal Refusal, string Reason);

/// <summary>A repair that was tried: applied, parsed again and graded again.</summary>
/// <param name="Refused">Null when it was accepted.</param>
/// <param name="OldText">The Dockerfile before, its secrets included: show it through the masking reader only.</param>
/// <param name="NewText">The whole repaired Dockerfile; the same holds.</param>
/// <param name="Before">Of the Dockerfile alone: what ships changes with the next build.</param>
/// <param name="Repaired">Findings that are gone afterwards, the asked-for ones and others.</param>
public sealed record FixResult(RefusedFix? Refused, string OldText, string NewText, Score Before, Score After, ImmutableArray<Finding> Repaired)
{
    public bool Accepted => Refused is null;

    /// <summary>Basis points that it adds.</summary>
    public int Gain => After.Effective - Before.Effective;
}

/// <summary>All repairs of one Dockerfile that go together.</summary>
/// <param name="Applied">The findings whose repairs were made, in order; those of a later round were found in the text that the round before left.</param>
/// <param name="Refused">Repairs left out, with the reason of the last try.</param>
/// <param name="Rounds">How often repairs were made: a repaired file may show what was hidden before.</param>
/// <param name="Gradings">How often the file was graded, for the benchmarks.</param>
public sealed record FixPlan(
    string OldText, string NewText, Score Before, Score After, ImmutableArray<Finding> Applied, ImmutableArray<RefusedFix> Refused, int Rounds, int Gradings)
{
    public bool ChangesNothing => OldText == NewText;
}

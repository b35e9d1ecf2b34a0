using System.Collections.Immutable;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Fixes;

/// <summary>
/// One round of repairs of one text. All that do not overlap are tried at once, for nearly always all go together; a refused lot is halved until the
/// culprits are found, so that a file costs few gradings.
/// </summary>
internal sealed class FixRound(GradedText origin, FixRound.Trial attempt)
{
    private readonly TakenPlaces _taken = new();

    /// <summary>Tries findings on top of repairs that were accepted already and made <paramref name="before"/>.</summary>
    internal delegate (GradedText? After, RefusedFix? Refused) Trial(GradedText before, IEnumerable<Finding> with, ImmutableArray<Finding> findings);

    public List<Finding> Applied { get; } = [];

    public List<RefusedFix> Refused { get; } = [];

    /// <summary>The text with <see cref="Applied"/>.</summary>
    public GradedText Result { get; private set; } = origin;

    /// <param name="findings">With edits; the earlier one wins where two touch the same place.</param>
    public void Run(IEnumerable<Finding> findings)
    {
        var batch = ImmutableArray.CreateBuilder<Finding>();
        foreach (var finding in findings)
        {
            if (_taken.TryTake(finding.Fix.Edits))
            {
                batch.Add(finding);
            }
            else
            {
                Refused.Add(new(finding, FixRefusal.SamePlace, "A repair that is worth more touches the same place."));
            }
        }

        if (batch.Count > 0)
        {
            Accept(batch.ToImmutable());
        }
    }

    private void Accept(ImmutableArray<Finding> findings)
    {
        var (after, refused) = attempt(Result, Applied, findings);
        if (after is not null && refused is null)
        {
            Applied.AddRange(findings);
            Result = after;
        }
        else if (findings.Length > 1)
        {
            Accept(findings[..(findings.Length / 2)]);
            Accept(findings[(findings.Length / 2)..]);
        }
        else if (refused is not null)
        {
            Refused.Add(refused);
        }
    }
}

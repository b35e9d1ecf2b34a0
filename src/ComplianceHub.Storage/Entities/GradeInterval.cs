using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Storage.Entities;

/// <summary>A grade of an Image and how long it stood. Intervals of one Image never overlap; a new one is opened only when something differs.</summary>
public sealed class GradeInterval
{
    private DateTime _from;
    private DateTime? _to;

    public long Id { get; init; }

    public long ImageId { get; init; }

    public Image? Image { get; init; }

    public required DateTime From
    {
        get => _from;
        init
        {
            _from = value;
            FromDay = Days.Of(value);
        }
    }

    /// <summary>Exclusive; null while it stands.</summary>
    public DateTime? To
    {
        get => _to;
        set
        {
            _to = value;
            ToDay = value is null ? null : Days.Of(value.Value);
        }
    }

    /// <summary>Day number of <see cref="From"/>: trends are sums over days.</summary>
    public int FromDay { get; private set; }

    public int? ToDay { get; private set; }

    public int Score { get; init; }

    public int RawScore { get; init; }

    /// <summary>Score of the Dockerfile alone; null without one.</summary>
    public int? DeclaredScore { get; init; }

    public Grade Letter { get; init; }

    public int Coverage { get; init; }

    public Evidence Evidence { get; init; }

    /// <summary>Whether it was in means: scored and at least 60 % judged.</summary>
    public bool Counts { get; init; }

    public int? TeamId { get; init; }

    public int PolicyVersion { get; init; }

    public int FormulaVersion { get; init; }

    public int EngineVersion { get; init; }

    /// <summary>Content that was graded last in it (blob and digest), so that a change of content is told from a change of the world.</summary>
    public required string Content { get; set; }

    /// <summary>Commit of the Dockerfile's text; null when not known.</summary>
    public string? Commit { get; init; }

    /// <summary>What of the change from the grade before is the code's doing, basis points; with the next three it sums to the change. 0 in an Image's first.</summary>
    public int CodePart { get; init; }

    public int PolicyPart { get; init; }

    public int WaiverPart { get; init; }

    public int EvidencePart { get; init; }

    /// <summary>Nobody graded it then: computed later from Git history, under the policy of that later day.</summary>
    public bool Backfilled { get; init; }

    /// <summary>The account of every criterion as compact JSON, see <see cref="Explanation"/>.</summary>
    public required string Explanation { get; init; }
}

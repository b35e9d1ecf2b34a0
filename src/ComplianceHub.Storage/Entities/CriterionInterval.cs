namespace ComplianceHub.Storage.Entities;

/// <summary>
/// What an Image lost in one criterion and how long; written only while it lost something or could not be judged. Feeds matrices and trends.
/// </summary>
public sealed class CriterionInterval
{
    private DateTime _from;
    private DateTime? _to;

    public long Id { get; init; }

    public long ImageId { get; init; }

    public Image? Image { get; init; }

    public required string Criterion { get; init; }

    /// <summary>Basis points.</summary>
    public int Penalty { get; init; }

    public bool Judged { get; init; }

    public bool Counts { get; init; }

    public int? TeamId { get; init; }

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

    public int FromDay { get; private set; }

    public int? ToDay { get; private set; }
}

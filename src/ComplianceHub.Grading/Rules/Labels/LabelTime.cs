using System.Globalization;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>The label for the time of creation does not hold one of RFC 3339.</summary>
public sealed class LabelTime : LabelValueRule
{
    private static readonly string[] s_formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd' 'HH:mm:ssK"];

    public override RuleDescriptor Descriptor { get; } = new("label-time", "The label for the time of creation holds no time", Criterion.Labels, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3053"],
        Links = ["https://www.rfc-editor.org/rfc/rfc3339#section-5.6"],
    };

    protected override bool Concerns(string key, Policy policy) => key is "org.opencontainers.image.created" or "org.label-schema.build-date";

    protected override string? ProblemOf(string key, string value) => value.Length == 0 || IsTime(value) ? null : "is no time of RFC 3339";

    private static bool IsTime(string value) =>
        (value.EndsWith('Z') || (value.Length > 6 && value[^6] is '+' or '-'))
        && DateTimeOffset.TryParseExact(value.ToUpperInvariant(), s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}

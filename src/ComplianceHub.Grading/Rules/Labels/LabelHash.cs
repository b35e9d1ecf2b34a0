using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>The label for the commit does not hold a Git hash.</summary>
public sealed class LabelHash : LabelValueRule
{
    private static readonly System.Buffers.SearchValues<char> s_hex = System.Buffers.SearchValues.Create("0123456789abcdef");

    public override RuleDescriptor Descriptor { get; } = new("label-hash", "The label for the commit holds no hash", Criterion.Labels, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3055"],
        Links = ["https://github.com/opencontainers/image-spec/blob/main/annotations.md"],
    };

    protected override bool Concerns(string key, Policy policy) => key is "org.opencontainers.image.revision" or "org.label-schema.vcs-ref";

    protected override string? ProblemOf(string key, string value) =>
        value.Length == 0 || (value.Length is >= 7 and <= 40 or 64 && value.AsSpan().IndexOfAnyExcept(s_hex) < 0) ? null : "is no Git hash";
}

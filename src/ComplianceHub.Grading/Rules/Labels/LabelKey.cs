using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>A label's key breaks Docker's rules for keys or sits in a namespace that belongs to Docker.</summary>
public sealed class LabelKey : LabelValueRule
{
    private static readonly string[] s_reserved = ["com.docker.", "io.docker.", "org.dockerproject."];

    public override RuleDescriptor Descriptor { get; } = new("label-key", "A label's key breaks the rules for keys", Criterion.Labels, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3048"],
        Links = ["https://docs.docker.com/engine/manage-resources/labels/"],
    };

    protected override bool Concerns(string key, Policy policy) => true;

    protected override string? ProblemOf(string key, string value) =>
        s_reserved.Any(r => key.StartsWith(r, StringComparison.Ordinal)) && !key.StartsWith("com.docker.extension.", StringComparison.Ordinal) && !key.StartsWith("com.docker.desktop.extension.", StringComparison.Ordinal)
            ? "is in a namespace reserved for Docker"
        : key.Length == 0 || !char.IsAsciiLetterLower(key[0]) || !char.IsAsciiLetterOrDigit(key[^1]) ? "must begin with a small letter and end with a letter or digit"
        : key.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '-' or '_' or '/')) ? "has characters other than small letters, digits, periods and hyphens"
        : key.Contains("..", StringComparison.Ordinal) || key.Contains("--", StringComparison.Ordinal) ? "has two periods or hyphens in a row"
        : null;
}

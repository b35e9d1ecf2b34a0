using System.Text.RegularExpressions;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>The label for the version does not hold a semantic version.</summary>
public sealed class LabelSemver : LabelValueRule
{
    /// <summary>https://semver.org without its ban on a leading <c>v</c>.</summary>
    private static readonly Regex s_version = new(
        @"^v?(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public override RuleDescriptor Descriptor { get; } = new("label-semver", "The label for the version holds no semantic version", Criterion.Labels, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3056"],
        Links = ["https://semver.org"],
    };

    protected override bool Concerns(string key, Policy policy) => key is "org.opencontainers.image.version" or "org.label-schema.version";

    protected override string? ProblemOf(string key, string value) => value.Length == 0 || s_version.IsMatch(value) ? null : "is no semantic version";
}

using System.Text.RegularExpressions;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>A label with an @ that holds no mail address.</summary>
public sealed class LabelEmail : LabelValueRule
{
    private static readonly Regex s_address = new(@"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public override RuleDescriptor Descriptor { get; } = new("label-email", "A label for a mail address holds none", Criterion.Labels, RuleKind.Counting, Severity.Low) { Aliases = ["DL3058"] };

    protected override bool Concerns(string key, Policy policy) =>
        key is "maintainer" or "org.opencontainers.image.authors" || key.EndsWith(".email", StringComparison.Ordinal) || key == "email";

    protected override string? ProblemOf(string key, string value) =>
        value.Length == 0 || s_address.IsMatch(value) || (!key.EndsWith("email", StringComparison.Ordinal) && !LooksLikeAddress(value)) ? null : "holds no mail address";

    /// <summary>Authors may be named in any way, <c>@team</c> included; something before and after an @ is meant for an address.</summary>
    private static bool LooksLikeAddress(string value) =>
        value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && !char.IsWhiteSpace(value[at - 1]) && value[at - 1] is not '<' and not '/' and not '(';
}

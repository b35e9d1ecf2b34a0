using System.Text.RegularExpressions;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Waivers;

/// <summary>Which findings a code of a tool means: those of the rules that have it among their aliases.</summary>
public static partial class InlineIgnoreCodes
{
    /// <summary>Every rule of the comment's tool.</summary>
    public const string Every = "*";

    public static bool Means(InlineIgnoreDialect dialect, string code, Finding finding) => dialect switch
    {
        InlineIgnoreDialect.ComplianceHub => code == finding.Rule.Id || Names(finding).Contains(code, StringComparer.OrdinalIgnoreCase),
        InlineIgnoreDialect.Hadolint => Names(finding).Contains(code, StringComparer.Ordinal),
        InlineIgnoreDialect.BuildKit => code == Every ? finding.Rule.Aliases.Any(a => BuildKit().IsMatch(a)) : BuildKit().IsMatch(code) && finding.Rule.Aliases.Contains(code),
        InlineIgnoreDialect.Checkov => code.StartsWith("CKV", StringComparison.Ordinal) && finding.Rule.Aliases.Contains(code),
        InlineIgnoreDialect.Trivy => code == Every ? finding.Rule.Aliases.Any(a => Trivy().IsMatch(a)) : TrivyId(code) is { } id && finding.Rule.Aliases.Contains(id),
        InlineIgnoreDialect.Kics => code == Every ? finding.Rule.Aliases.Any(a => a.StartsWith(KicsQueries.Prefix, StringComparison.Ordinal))
            : KicsQueries.Aliases.TryGetValue(code, out var query) && finding.Rule.Aliases.Contains(query),
        _ => false,
    };

    /// <summary>The rules that a code of our own dialect may name: ids and aliases of all tools.</summary>
    public static bool IsKnown(string code) =>
        ShellCheck().IsMatch(code) || RuleCatalog.Rules.Any(r => r.Descriptor.Id == code || r.Descriptor.Aliases.Contains(code, StringComparer.OrdinalIgnoreCase));

    /// <summary>The finding's own code, if it has one (ShellCheck's), and the aliases of its rule.</summary>
    private static IEnumerable<string> Names(Finding finding) => finding.Code is null ? finding.Rule.Aliases : finding.Rule.Aliases.Append(finding.Code);

    /// <summary><c>DS-0002</c>, also of the older spellings <c>AVD-DS-0002</c> and <c>DS002</c>; null when it is no id.</summary>
    private static string? TrivyId(string code)
    {
        var digits = TrivySpelling().Match(code).Groups["digits"].Value;
        return digits.Length == 0 ? null : $"DS-{digits.PadLeft(4, '0')}";
    }

    [GeneratedRegex("^(?:avd-)?ds-?(?<digits>[0-9]{3,4})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TrivySpelling();

    [GeneratedRegex("^DS-[0-9]{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Trivy();

    /// <summary>BuildKit's names are words run together, nobody else's are.</summary>
    [GeneratedRegex("^[A-Z][A-Za-z]{5,}$", RegexOptions.CultureInvariant)]
    private static partial Regex BuildKit();

    [GeneratedRegex("^SC[0-9]{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex ShellCheck();
}

using System.Text.RegularExpressions;

namespace ComplianceHub.Grading.Rules;

/// <summary>
/// Takes the secrets that rules found in a subject out of every text about it. Rules are not meant to quote values; this catches the one that does.
/// </summary>
internal sealed class SecretMask
{
    public const string Mask = "••••••••";

    /// <summary>Shorter values are masked only where they stand alone: they may be part of any word.</summary>
    private const int ShortestInsideWords = 6;

    private readonly Regex? _secrets;

    public SecretMask(IEnumerable<SecretValue> secrets)
    {
        var patterns = secrets.Select(s => s.Reveal()).Where(v => !string.IsNullOrWhiteSpace(v)).Distinct(StringComparer.Ordinal)
            .OrderByDescending(v => v.Length)
            .Select(v => v.Length < ShortestInsideWords ? $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(v)}(?![\p{{L}}\p{{N}}])" : Regex.Escape(v))
            .ToList();
        _secrets = patterns.Count == 0 ? null : new(string.Join('|', patterns), RegexOptions.CultureInvariant);
    }

    public string Clean(string text) => _secrets is null ? text : _secrets.Replace(text, Mask);

    public string? CleanOrNull(string? text) => text is null ? null : Clean(text);

    /// <summary>Masks a finding's texts. A repair that would have to repeat a secret is dropped: masked it would be wrong, unmasked it would spread.</summary>
    public RuleFinding Clean(RuleFinding finding) => _secrets is null ? finding : finding with
    {
        Message = Clean(finding.Message),
        Locus = Clean(finding.Locus),
        Remediation = CleanOrNull(finding.Remediation),
        Fix = finding.Fix.Unless(e => _secrets.IsMatch(e.NewText)),
    };
}

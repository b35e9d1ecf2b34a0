using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Secrets;

namespace ComplianceHub.Grading.Waivers;

/// <summary>Finds the comments of a Dockerfile that ask for findings to be suppressed, and the findings that they mean.</summary>
public static class InlineIgnores
{
    private const int LongestText = 300;

    private static readonly ConditionalWeakTable<Dockerfile, Found> s_found = [];

    /// <summary>All such comments of all dialects, by line. What they say is masked.</summary>
    public static ImmutableArray<InlineIgnore> Of(Dockerfile file) => s_found.GetValue(file, f => new(Read(f))).Comments;

    /// <summary>
    /// Notes at each finding which comments mean it and whether they count. A comment reaches only what the Dockerfile shows: a finding that the shipped
    /// image alone brings stands.
    /// </summary>
    /// <param name="shipped">The stage that ships; findings about the file as a whole belong to its FROM.</param>
    /// <param name="day">For comments that end; null lets none end.</param>
    internal static ImmutableArray<RuleResult> Apply(ImmutableArray<RuleResult> results, ImmutableArray<InlineIgnore> comments, SuppressionPolicy policy, Stage? shipped, DateOnly? day)
    {
        var place = shipped?.From.StartLine ?? 1;
        return [.. results.Select(r => r.Findings.IsEmpty ? r : r with { Findings = [.. r.Findings.Select(Noted)] })];

        Finding Noted(Finding finding)
        {
            if (!finding.Evidence.HasFlag(Evidence.Declared))
            {
                return finding;
            }

            var suppressions = comments
                .Select(c => c.CodeFor(finding, finding.Line ?? place) is { } code ? new Suppression(c, code, Refuse(c, finding)) : null)
                .OfType<Suppression>().ToImmutableArray();
            return suppressions.IsEmpty ? finding : finding with { Suppressions = suppressions };
        }

        string? Refuse(InlineIgnore comment, Finding finding) => comment.LastDay < day
            ? $"it ended on {comment.LastDay:yyyy-MM-dd}"
            : policy.Refuse(comment.Dialect, finding.Rule.Id, comment.Reason);
    }

    private static ImmutableArray<InlineIgnore> Read(Dockerfile file) => CommentedFile.Of(file) is not { } commented ? [] :
    [
        .. OwnComments.Of(commented)
            .Concat(HadolintComments.Of(commented))
            .Concat(BuildKitComments.Of(commented))
            .Concat(CheckovComments.Of(commented))
            .Concat(TrivyComments.Of(commented))
            .Concat(KicsComments.Of(commented))
            .Select(Masked)
            .OrderBy(c => c.Line),
    ];

    /// <summary>People put secrets into comments, too. A code that some tool knows is none.</summary>
    private static InlineIgnore Masked(InlineIgnore comment) => comment with
    {
        Codes = comment.Problem is null ? comment.Codes : [.. comment.Codes.Select(c => Shown(c) ?? "")],
        Reason = Shown(comment.Reason),
        Problem = Shown(comment.Problem),
    };

    private static string? Shown(string? text)
    {
        var shown = text is null ? "" : text.TrimStart(' ', '\t', ':', '#', '-', '–', '—').TrimEnd();
        return shown.Length == 0 ? null : SecretScanner.MaskText(shown.Length > LongestText ? shown[..LongestText] + "…" : shown);
    }

    private sealed record Found(ImmutableArray<InlineIgnore> Comments);
}

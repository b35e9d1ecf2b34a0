using System.Text.RegularExpressions;

namespace ComplianceHub.Grading.Waivers;

/// <summary>Checkov's <c>#checkov:skip=CKV_DOCKER_3:reason</c> (https://www.checkov.io/2.Basics/Suppressing%20and%20Skipping%20Policies.html): in a Dockerfile it holds for the whole file, wherever it stands.</summary>
internal static partial class CheckovComments
{
    public static IEnumerable<InlineIgnore> Of(CommentedFile file)
    {
        foreach (var comment in file.Comments)
        {
            if (Skip().Match(comment.Text) is { Success: true } match)
            {
                yield return new(InlineIgnoreDialect.Checkov, comment.Line, [.. match.Groups["codes"].Value.Split(',')])
                {
                    From = CoveredLines.File.From,
                    To = CoveredLines.File.To,
                    Reason = match.Groups["reason"].Value,
                };
            }
        }
    }

    [GeneratedRegex(
        @"(?:checkov|bridgecrew):skip= *(?<codes>[A-Za-z0-9_]+(?:,[A-Za-z0-9_]+)*)(?::(?<reason>.*))?",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Skip();
}

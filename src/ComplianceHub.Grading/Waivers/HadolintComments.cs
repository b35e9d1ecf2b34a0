using System.Buffers;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Waivers;

/// <summary>
/// hadolint's comments (https://github.com/hadolint/hadolint#inline-ignores): <c># hadolint ignore=DL3006,SC1035</c> on the line directly above an
/// instruction, <c>global ignore</c> anywhere, <c>stage ignore</c> directly above a FROM, <c>shell=</c> for ShellCheck. One code that hadolint cannot read
/// voids the whole comment; a remark needs its own <c>#</c>.
/// </summary>
internal static partial class HadolintComments
{
    private static readonly SearchValues<char> s_codeCharacters = SearchValues.Create("DLSC0123456789");

    public static IEnumerable<InlineIgnore> Of(CommentedFile file)
    {
        foreach (var comment in file.Comments)
        {
            if (Ignore().Match(comment.Text) is { Success: true } match)
            {
                yield return Read(file, comment, match.Groups["scope"].Value, match.Groups["codes"].Value, match.Groups["remark"].Value);
            }
        }
    }

    /// <summary>The shells that <c># hadolint shell=</c> names, each from its line on.</summary>
    public static IEnumerable<(int Line, string Shell)> Shells(Dockerfile file)
    {
        foreach (var comment in file.Comments)
        {
            var text = file.Text.AsSpan(comment.Span.Start + 1, comment.Span.Length - 1);
            if (text.Contains("hadolint", StringComparison.Ordinal) && Shell().Match(text.ToString()) is { Success: true } match)
            {
                yield return (comment.Line, match.Groups["shell"].Value);
            }
        }
    }

    private static InlineIgnore Read(CommentedFile file, CommentText comment, string scope, string list, string remark)
    {
        ImmutableArray<string> codes = [.. list.Split(',', StringSplitOptions.TrimEntries)];
        var below = comment.Place.IsInside ? null : file.BeginsOn(comment.Line + 1);
        var lines = scope switch
        {
            "global" => CoveredLines.File,
            "stage" => file.StageOf(below),
            _ => CommentedFile.Covered(below),
        };
        var problem = codes.Any(c => c.Length == 0 || c.AsSpan().ContainsAnyExcept(s_codeCharacters)) ? "hadolint cannot read one of the codes, and then heeds none of them"
            : lines != CoveredLines.None ? null
            : scope == "stage" ? "no FROM begins on the line below it" : "no instruction begins on the line below it";
        return new(InlineIgnoreDialect.Hadolint, comment.Line, codes) { From = lines.From, To = lines.To, Reason = remark, Problem = problem };
    }

    [GeneratedRegex(
        @"^[ \t]*hadolint[ \t]+(?:(?<scope>global|stage)[ \t]+)?ignore[ \t]*=(?<codes>[^#]*)(?:#(?<remark>.*))?$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Ignore();

    [GeneratedRegex(@"^[ \t]*hadolint[ \t]+shell[ \t]*=[ \t]*(?<shell>[^ \t#]+)[ \t]*(?:#.*)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shell();
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Waivers;

/// <summary>
/// Our own dialect: <c># compliancehub ignore=RULE[,RULE…] [until=YYYY-MM-DD] [reason]</c>. A rule is named by its id or by any alias.
/// <c>ignore</c> covers the instruction below it (further comments may stand between, no blank line), inside a continued instruction the line below;
/// <c>ignore-stage</c> above a FROM covers its stage; <c>ignore-file</c> covers the file wherever it stands. The named day is the last on which it counts.
/// A rule that does not exist or a day that is none voids the whole comment, so that a slip of the pen is seen.
/// </summary>
internal static partial class OwnComments
{
    public static IEnumerable<InlineIgnore> Of(CommentedFile file)
    {
        foreach (var comment in file.Comments)
        {
            if (Pattern().Match(comment.Text) is { Success: true } match)
            {
                yield return Read(file, comment, match);
            }
        }
    }

    private static InlineIgnore Read(CommentedFile file, CommentText comment, Match match)
    {
        ImmutableArray<string> codes = [.. match.Groups["codes"].Value.Split(',', StringSplitOptions.TrimEntries)];
        var until = match.Groups["until"];
        var day = default(DateOnly);
        var isDay = until.Success && DateOnly.TryParseExact(until.Value.TrimEnd(':', ',', ';', '.'), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        var scope = match.Groups["scope"].Value.ToLowerInvariant();
        var lines = scope switch
        {
            "-file" => CoveredLines.File,
            "-stage" => file.StageOf(Below(file, comment)),
            _ when comment.Place.IsInside => LineBelow(file, comment.Line),
            _ => CommentedFile.Covered(Below(file, comment)),
        };
        var problem = codes is [""] ? "it names no rule"
            : codes.FirstOrDefault(c => !InlineIgnoreCodes.IsKnown(c)) is { } unknown ? $"there is no rule {unknown}"
            : until.Success && !isDay ? "until= takes a day, for instance until=2027-03-31"
            : lines != CoveredLines.None ? null
            : scope == "-stage" ? "no FROM stands below it" : "no instruction stands below it";
        return new(InlineIgnoreDialect.ComplianceHub, comment.Line, codes)
        {
            From = lines.From,
            To = lines.To,
            LastDay = isDay ? day : null,
            Reason = match.Groups["reason"].Value,
            Problem = problem,
        };
    }

    private static Instruction? Below(CommentedFile file, CommentText comment)
    {
        var line = comment.Line + 1;
        while (file.IsComment(line))
        {
            line++;
        }

        return file.BeginsOn(line);
    }

    /// <summary>Blank lines and comments between the lines of a continued instruction are no part of it.</summary>
    private static CoveredLines LineBelow(CommentedFile file, int line)
    {
        var lines = file.File.Lines;
        for (line++; line <= lines.Count; line++)
        {
            var span = lines.SpanOf(line);
            if (!file.IsComment(line) && !file.File.Text.AsSpan(span.Start, span.Length).IsWhiteSpace())
            {
                return new(line, line);
            }
        }

        return CoveredLines.None;
    }

    [GeneratedRegex(
        @"^[ \t]*compliancehub[ \t]+ignore(?<scope>-stage|-file)?[ \t]*=[ \t]*(?<codes>[^\s,]*(?:[ \t]*,[ \t]*[^\s,]+)*)(?:[ \t]+until=(?<until>\S*))?(?<reason>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}

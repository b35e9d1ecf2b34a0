using System.Text.RegularExpressions;

namespace ComplianceHub.Grading.Waivers;

/// <summary>
/// The comments of KICS (https://docs.kics.io/latest/running-kics/#using_commands_on_scanned_files_as_comments): <c># kics-scan ignore-line</c> directly
/// above an instruction, <c>ignore-block</c> directly above a FROM for its stage, and, above the first instruction only, <c>ignore</c>,
/// <c>disable=ID,…</c> and <c>enable=ID,…</c> for the file.
/// </summary>
internal static partial class KicsComments
{
    public static IEnumerable<InlineIgnore> Of(CommentedFile file)
    {
        foreach (var comment in file.Comments)
        {
            if (Command().Match(comment.Text) is { Success: true } match)
            {
                yield return Read(file, comment, match.Groups["command"].Value.Trim().ToLowerInvariant());
            }
        }
    }

    private static InlineIgnore Read(CommentedFile file, CommentText comment, string command)
    {
        var below = comment.Place.IsInside ? null : file.BeginsOn(comment.Line + 1);
        var equals = command.IndexOf('=', StringComparison.Ordinal);
        string[] queries = equals < 0 ? [] : command[(equals + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var ignore = new InlineIgnore(InlineIgnoreDialect.Kics, comment.Line, [InlineIgnoreCodes.Every]);
        return (equals < 0 ? command : command[..equals].TrimEnd()) switch
        {
            "ignore-line" when equals < 0 => Covering(CommentedFile.Covered(below), "no instruction begins on the line below it"),
            "ignore-block" when equals < 0 => Covering(file.StageOf(below), "no FROM begins on the line below it"),
            "ignore" when equals < 0 => OfFile(ignore),
            "disable" when queries.Length > 0 => OfFile(ignore with { Codes = [.. queries] }),
            "enable" when queries.Length > 0 => OfFile(ignore with { Except = [.. queries] }),
            _ => ignore with { Problem = "KICS has no such command" },
        };

        InlineIgnore Covering(CoveredLines lines, string otherwise) =>
            lines == CoveredLines.None ? ignore with { Problem = otherwise } : ignore with { From = lines.From, To = lines.To };

        InlineIgnore OfFile(InlineIgnore read) => comment.Line < file.FirstInstruction
            ? read with { From = CoveredLines.File.From, To = CoveredLines.File.To }
            : read with { Problem = "KICS heeds it above the first instruction only" };
    }

    [GeneratedRegex(@"^[#/;\s]*kics-scan\s+(?<command>.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Command();
}

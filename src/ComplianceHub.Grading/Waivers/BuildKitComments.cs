using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Waivers;

/// <summary>
/// BuildKit's <c># check=skip=StageNameCasing,…;error=true</c> (https://docs.docker.com/reference/dockerfile/#check): as a directive at the top for the
/// file; among the comments above an instruction, of which the first counts, for that instruction. Blank lines and other comments may stand between,
/// a comment without text ends what belongs together. The value ends at the first blank. An option that is none voids it (and fails the build).
/// </summary>
internal static partial class BuildKitComments
{
    public static IEnumerable<InlineIgnore> Of(CommentedFile file)
    {
        if (file.File.Directives.FirstOrDefault(d => d.Name == "check") is { } directive)
        {
            var remark = directive.CommandLine.Length > directive.Value.Length ? directive.CommandLine[directive.Value.Length..] : "";
            if (Read(directive.Line, directive.Value, remark, CoveredLines.File) is { } ignore)
            {
                yield return ignore;
            }
        }

        var directives = file.File.Directives.Select(d => d.Line).ToHashSet();
        var comments = file.File.Comments.Where(c => !c.IsInside && !directives.Contains(c.Line)).ToList();
        var next = 0;
        foreach (var instruction in file.File.Instructions)
        {
            Match? first = null;
            var line = 0;
            for (; next < comments.Count && comments[next].Line < instruction.StartLine; next++)
            {
                var text = file.TextOf(comments[next]);
                if (!comments[next].IsIndented && text.IsWhiteSpace())
                {
                    first = null;
                }
                else if (first is null && !comments[next].IsIndented && text.Contains("check", StringComparison.OrdinalIgnoreCase)
                    && Check().Match(text.ToString()) is { Success: true } match)
                {
                    (first, line) = (match, comments[next].Line);
                }
            }

            if (first is not null && Read(line, first.Groups["value"].Value, first.Groups["remark"].Value, CommentedFile.Covered(instruction)) is { } local)
            {
                yield return local;
            }
        }
    }

    /// <summary>Null when it skips nothing.</summary>
    private static InlineIgnore? Read(int line, string value, string remark, CoveredLines lines)
    {
        ImmutableArray<string> codes = [];
        string? problem = null;
        foreach (var option in value.Split(';'))
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            var (name, setting) = equals < 0 ? (option, "") : (option[..equals].Trim(), option[(equals + 1)..].Trim());
            if (name == "skip" && equals >= 0)
            {
                codes = setting == "all" ? [InlineIgnoreCodes.Every] : [.. setting.Split(',', StringSplitOptions.TrimEntries)];
            }
            else if (equals < 0 || name is not ("error" or "experimental") || (name == "error" && !GoTruth().IsMatch(setting)))
            {
                problem = "BuildKit cannot read one of the options";
            }
        }

        return codes.IsEmpty ? null : new(InlineIgnoreDialect.BuildKit, line, codes) { From = lines.From, To = lines.To, Reason = remark, Problem = problem };
    }

    [GeneratedRegex(@"^\s*check\s*=\s*(?<value>\S+)(?<remark>.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Check();

    /// <summary>What Go's strconv.ParseBool takes.</summary>
    [GeneratedRegex("^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$", RegexOptions.CultureInvariant)]
    private static partial Regex GoTruth();
}

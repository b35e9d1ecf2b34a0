using System.Globalization;

namespace ComplianceHub.Grading.Waivers;

/// <summary>
/// Trivy's <c>#trivy:ignore:DS-0002[:exp:2027-04-01]</c> (https://trivy.dev/latest/docs/configuration/filtering/) on the lines directly above an
/// instruction; <c>tfsec:</c> is the older prefix, <c>*</c> stands for every check, several may stand on one line. From the named day on it counts no more.
/// </summary>
internal static class TrivyComments
{
    public static IEnumerable<InlineIgnore> Of(CommentedFile file)
    {
        var found = file.Comments.Where(c => !c.Place.IsInside).Select(c => (Comment: c, Parts: Parts(c.Text))).Where(c => c.Parts.Ignores.Count > 0).ToList();
        var lines = found.Select(f => f.Comment.Line).ToHashSet();
        foreach (var (comment, (ignores, reason)) in found)
        {
            var below = comment.Line + 1;
            while (lines.Contains(below))
            {
                below++;
            }

            var covered = CommentedFile.Covered(file.BeginsOn(below));
            foreach (var ignore in ignores)
            {
                yield return Read(ignore, comment.Line, reason, covered);
            }
        }
    }

    private static InlineIgnore Read(string ignore, int line, string reason, CoveredLines covered)
    {
        var sections = ignore.Split(':');
        var code = sections[1].Split('[')[0];
        DateOnly? last = null;
        var problem = code.Length == 0 ? "it names no check" : covered == CoveredLines.None ? "no instruction begins on the line below it" : null;
        for (var i = 2; i + 1 < sections.Length; i += 2)
        {
            if (sections[i] == "exp" && DateOnly.TryParseExact(sections[i + 1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > DateOnly.MinValue)
            {
                last = day.AddDays(-1);
            }
            else if (sections[i] == "exp")
            {
                problem ??= "Trivy cannot read the day in exp:";
            }
        }

        return new(InlineIgnoreDialect.Trivy, line, [code]) { From = covered.From, To = covered.To, LastDay = last, Reason = reason, Problem = problem };
    }

    /// <summary>The ignores that a comment begins with, from <c>ignore:</c> on, and what follows them.</summary>
    private static (List<string> Ignores, string Reason) Parts(string text)
    {
        var ignores = new List<string>();
        var rest = text.AsSpan().TrimStart();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny(' ', '\t');
            var word = (end < 0 ? rest : rest[..end]).TrimStart("#/*");
            if (!word.StartsWith("trivy:ignore:") && !word.StartsWith("tfsec:ignore:"))
            {
                break;
            }

            ignores.Add(word[(word.IndexOf(':') + 1)..].ToString());
            rest = end < 0 ? [] : rest[end..].TrimStart();
        }

        return (ignores, rest.ToString());
    }
}

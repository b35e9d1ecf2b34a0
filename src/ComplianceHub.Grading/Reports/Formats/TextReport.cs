using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Reports.Formats;

/// <summary>For people: a line a file with score and letter, its findings by line with the source below them, and a closing sum.</summary>
public sealed class TextReport : FileReport
{
    public override string Name => "text";

    public override string Summary => "for people";

    public override void Write(Stream output, IEnumerable<GradedFile> files)
    {
        using var text = PlainText.Writer(output);
        var letters = new SortedDictionary<Grade, int>(Comparer<Grade>.Create((a, b) => Rank(a).CompareTo(Rank(b))));
        var (count, findings) = (0, 0);
        foreach (var file in files)
        {
            if (file is { Score: { } score, Dockerfile: { } dockerfile })
            {
                Write(text, file, dockerfile, score);
                letters[score.Letter] = letters.GetValueOrDefault(score.Letter) + 1;
                findings += file.Findings.Count;
                count++;
            }
        }

        var sums = string.Join(", ", letters.Select(l => $"{l.Value} {(l.Key == Grade.None ? "without a letter" : l.Key)}"));
        text.WriteLine($"{count} {(count == 1 ? "file" : "files")}{(sums.Length > 0 ? ": " + sums : "")}; {findings} {(findings == 1 ? "finding" : "findings")}.");
    }

    private static int Rank(Grade letter) => letter == Grade.None ? int.MaxValue : (int)letter;

    private static void Write(TextWriter text, GradedFile file, Dockerfiles.Dockerfile dockerfile, Score score)
    {
        text.WriteLine($"{PlainText.OneLine(file.Path)}  {ScoreText.Of(score.Effective)} · {Letter(score)} · {ScoreText.Of(score.Coverage)} % judged{(score.Raw == score.Effective ? "" : $" · {ScoreText.Of(score.Raw)} without waivers")}");
        foreach (var error in dockerfile.Errors)
        {
            text.WriteLine($"  line {error.Line}: {PlainText.OneLine(error.Message)}");
        }

        var excerpt = new SourceExcerpt(dockerfile);
        foreach (var place in file.Findings.GroupBy(f => (f.Finding.Line, f.Finding.EndLine)))
        {
            foreach (var scored in place)
            {
                var finding = scored.Finding;
                var where = finding.Line is { } line ? $"line {line}" : "file";
                var cost = scored.Waived && finding.Suppression is { Counts: true } suppression ? $"  waived by {suppression.Comment.DialectName} on line {suppression.Comment.Line}"
                    : scored.Points == 0 ? "" : $"  −{ScoreText.Of(scored.Points)}";
                text.WriteLine($"  {where,-9} {ScoreText.Of(finding.Severity),-8} {finding.Rule.Id}: {PlainText.OneLine(finding.Message)}{cost}");
            }

            foreach (var line in excerpt.Of([.. place.Select(f => f.Finding)]))
            {
                text.WriteLine(line);
            }
        }

        foreach (var criterion in score.Criteria.Where(c => !c.Judged))
        {
            text.WriteLine($"  not judged: {criterion.Criterion.Id}: {PlainText.OneLine(criterion.NotJudgedBecause ?? "")}");
        }

        foreach (var use in file.InlineIgnoreUses)
        {
            text.WriteLine($"  comment of {use.Comment.DialectName} on line {use.Comment.Line}: {PlainText.OneLine(use.Sentence)}");
        }

        text.WriteLine();
    }

    private static string Letter(Score score) =>
        score.Letter == Grade.None ? "no letter, too little judged" : score.Hold is { } hold ? $"{score.Letter}, held at {hold.At} by {hold.Because}" : score.Letter.ToString();
}

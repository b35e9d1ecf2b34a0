using System.Globalization;
using ComplianceHub.Cli.Commands;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Cli.Output;

/// <summary>For people: a line a file with score and letter, its findings by line, and a closing sum.</summary>
internal static class TextOutput
{
    public static void Write(TextWriter output, IReadOnlyList<GradedFile> files)
    {
        foreach (var file in files)
        {
            if (file is { Score: { } score, Dockerfile: { } dockerfile })
            {
                output.WriteLine($"{file.Path}  {Points(score.Effective)} · {Letter(score)} · {Points(score.Coverage)} % judged");
                foreach (var error in dockerfile.Errors)
                {
                    output.WriteLine($"  line {error.Line}: {error.Message}");
                }

                foreach (var scored in file.Findings)
                {
                    var finding = scored.Finding;
                    var place = finding.Line is { } line ? $"line {line}" : "file";
                    var cost = scored.Points == 0 ? "" : $"  −{Points(scored.Points)}";
                    output.WriteLine($"  {place,-9} {SeverityName.Of(finding.Severity),-8} {finding.Rule.Id}: {finding.Message}{cost}");
                }

                foreach (var criterion in score.Criteria.Where(c => !c.Judged))
                {
                    output.WriteLine($"  not judged: {criterion.Criterion.Id}: {criterion.NotJudgedBecause}");
                }

                output.WriteLine();
            }
        }

        var letters = string.Join(", ", files.Where(f => f.Score is not null).GroupBy(f => f.Score?.Letter ?? Grade.None).OrderBy(g => g.Key == Grade.None ? 9 : (int)g.Key)
            .Select(g => $"{g.Count()} {(g.Key == Grade.None ? "without a letter" : g.Key)}"));
        output.WriteLine($"{files.Count} {(files.Count == 1 ? "file" : "files")}{(letters.Length > 0 ? ": " + letters : "")}; {files.Sum(f => f.Findings.Count)} findings.");
    }

    private static string Letter(Score score) =>
        score.Letter == Grade.None ? "no letter, too little judged" : score.Hold is { } hold ? $"{score.Letter}, held at {hold.At} by {hold.Because}" : score.Letter.ToString();

    private static string Points(int basisPoints) => (basisPoints / 100m).ToString("0.0", CultureInfo.InvariantCulture);
}

using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Grading.Reports.Formats;

/// <summary>
/// Workflow commands that GitHub Actions shows as annotations, the worst of a file first: GitHub shows ten of each kind a step.
/// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-a-notice-message
/// </summary>
public sealed class GitHubReport : FileReport
{
    public override string Name => "github";

    public override string Summary => "annotations of GitHub Actions";

    public override void Write(Stream output, IEnumerable<GradedFile> files)
    {
        using var text = PlainText.Writer(output);
        foreach (var file in files)
        {
            if (file.Unreadable is { } reason)
            {
                text.WriteLine($"::error file={Property(file.Path)},title=Not graded::{Data(reason)}");
            }

            foreach (var error in file.Dockerfile?.Errors ?? [])
            {
                text.WriteLine($"::error file={Property(file.Path)},line={error.Line},title=Does not parse::{Data(error.Message)}");
            }

            foreach (var scored in file.Findings.OrderByDescending(f => f.Points > 0).ThenByDescending(f => f.Finding.Severity))
            {
                var finding = scored.Finding;
                var place = finding.Line is { } line ? $",line={line},endLine={finding.EndLine ?? line}" : "";
                text.WriteLine($"::{Command(scored)} file={Property(file.Path)}{place},title={Property($"{finding.Rule.Id} ({ScoreText.Of(finding.Severity)})")}::{Data(Message(scored))}");
            }
        }
    }

    private static string Message(ScoredFinding scored) =>
        scored.Finding.Remediation is { } remediation ? $"{scored.Finding.Message} {remediation}" : scored.Finding.Message;

    private static string Command(ScoredFinding scored) => scored switch
    {
        { Points: 0 } => "notice",
        { Finding.Severity: Severity.Critical or Severity.High } => "error",
        { Finding.Severity: Severity.Medium } => "warning",
        _ => "notice",
    };

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}

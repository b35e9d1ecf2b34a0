using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Cli.Output;

internal static class SeverityName
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.High => "high",
        Severity.Medium => "medium",
        _ => "low",
    };
}

namespace ComplianceHub.Grading.Checklist;

/// <summary>How bad a failure is. Ordered: a larger value is worse.</summary>
public enum Severity
{
    Low = 1,
    Medium = 2,
    High = 3,
    Critical = 4,
}

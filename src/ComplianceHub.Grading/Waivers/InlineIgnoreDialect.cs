namespace ComplianceHub.Grading.Waivers;

/// <summary>Whose comments they are. The names in files and reports are these in lower case.</summary>
public enum InlineIgnoreDialect
{
    /// <summary><c># compliancehub ignore=…</c>.</summary>
    ComplianceHub,

    /// <summary><c># hadolint ignore=…</c>.</summary>
    Hadolint,

    /// <summary><c># check=skip=…</c>.</summary>
    BuildKit,

    /// <summary><c>#checkov:skip=…</c>.</summary>
    Checkov,

    /// <summary><c>#trivy:ignore:…</c>.</summary>
    Trivy,

    /// <summary><c># kics-scan …</c>.</summary>
    Kics,
}

using System.Collections.Immutable;
using System.Globalization;

namespace ComplianceHub.Grading.Reports;

/// <summary>
/// The findings as CSV: RFC 4180 with CRLF, times in ISO 8601 UTC, scores and points 0 to 100 with one decimal. Row by row, so that a report of any
/// size needs no memory; write to a UTF-8 writer without byte order mark.
/// </summary>
public static class CsvReport
{
    public const string MediaType = "text/csv; charset=utf-8; header=present";

    private const string LineBreak = "\r\n";

    private static readonly System.Buffers.SearchValues<char> s_quoted = System.Buffers.SearchValues.Create("\",\r\n");

    /// <summary>Name and content of each column. Only <see cref="Cell.Text"/> can begin with a sign that a spreadsheet takes for a formula.</summary>
    private static readonly ImmutableArray<(string Name, Func<FindingRow, Cell> Value)> s_columns =
    [
        ("schema_version", r => Cell.Number(r.SchemaVersion)), ("as_of_utc", r => Cell.Time(r.AsOfUtc)),
        ("finding_id", r => Cell.Text(r.FindingId)), ("fingerprint", r => Cell.Text(r.Fingerprint)), ("status", r => Cell.Text(r.Status)),
        ("severity", r => Cell.Text(r.Severity)), ("rule_id", r => Cell.Text(r.RuleId)), ("rule_title", r => Cell.Text(r.RuleTitle)), ("criterion", r => Cell.Text(r.Criterion)),
        ("points", r => Cell.Percent(r.Points)), ("raw_points", r => Cell.Percent(r.RawPoints)), ("gain_if_fixed", r => Cell.Percent(r.GainIfFixed)),
        ("image", r => Cell.Text(r.Image)), ("image_repository", r => Cell.Text(r.ImageRepository)), ("registry", r => Cell.Text(r.Registry)), ("tag", r => Cell.Text(r.Tag)),
        ("digest", r => Cell.Text(r.Digest)), ("platform", r => Cell.Text(r.Platform)), ("git_repository", r => Cell.Text(r.GitRepository)), ("branch", r => Cell.Text(r.Branch)),
        ("commit", r => Cell.Text(r.Commit)), ("file", r => Cell.Text(r.File)), ("line", r => Cell.Number(r.Line)), ("base_image", r => Cell.Text(r.BaseImage)),
        ("base_digest", r => Cell.Text(r.BaseDigest)), ("owner_team", r => Cell.Text(r.OwnerTeam)), ("owner_source", r => Cell.Text(r.OwnerSource)),
        ("first_seen_utc", r => Cell.Time(r.FirstSeenUtc)), ("last_seen_utc", r => Cell.Time(r.LastSeenUtc)), ("age_days", r => Cell.Number(r.AgeDays)),
        ("waiver_id", r => Cell.Text(r.WaiverId)), ("waiver_reason", r => Cell.Text(r.WaiverReason)), ("waiver_approver", r => Cell.Text(r.WaiverApprover)),
        ("waiver_expires_utc", r => Cell.Time(r.WaiverExpiresUtc)), ("score", r => Cell.Percent(r.Score)), ("raw_score", r => Cell.Percent(r.RawScore)), ("grade", r => Cell.Text(r.Grade)),
        ("coverage_pct", r => Cell.Percent(r.Coverage)), ("policy_version", r => Cell.Number(r.PolicyVersion)), ("formula_version", r => Cell.Number(r.FormulaVersion)),
        ("evidence", r => Cell.Text(r.Evidence)), ("remediation", r => Cell.Text(r.Remediation)), ("url", r => Cell.Text(r.Url)),
    ];

    /// <summary>The columns' names in order.</summary>
    public static ImmutableArray<string> Columns { get; } = [.. s_columns.Select(c => c.Name)];

    /// <summary>Writes the line of column names.</summary>
    public static void WriteHeader(TextWriter writer)
    {
        writer.Write(string.Join(',', Columns));
        writer.Write(LineBreak);
    }

    /// <summary>Writes one line.</summary>
    /// <param name="safe">
    /// True puts a <c>'</c> before text cells that a spreadsheet would run as a formula (https://owasp.org/www-community/attacks/CSV_Injection);
    /// false writes every value as it is.
    /// </param>
    public static void WriteRow(TextWriter writer, FindingRow row, bool safe = true)
    {
        for (var i = 0; i < s_columns.Length; i++)
        {
            if (i > 0)
            {
                writer.Write(',');
            }

            Write(writer, s_columns[i].Value(row), safe);
        }

        writer.Write(LineBreak);
    }

    private static void Write(TextWriter writer, Cell cell, bool safe)
    {
        var guard = safe && cell.IsText && cell.Value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..];
        if (cell.Value.AsSpan().ContainsAny(s_quoted))
        {
            writer.Write('"');
            writer.Write(guard ? "'" : "");
            writer.Write(cell.Value.Replace("\"", "\"\"", StringComparison.Ordinal));
            writer.Write('"');
        }
        else
        {
            writer.Write(guard ? "'" : "");
            writer.Write(cell.Value);
        }
    }

    private readonly record struct Cell(string Value, bool IsText)
    {
        public static Cell Text(string? value) => new(value ?? "", true);

        public static Cell Number(int? value) => new(value?.ToString(CultureInfo.InvariantCulture) ?? "", false);

        public static Cell Time(DateTime? value) => new(ReportValues.Time(value) ?? "", false);

        public static Cell Percent(int? basisPoints) => new(ReportValues.Percent(basisPoints) ?? "", false);
    }
}

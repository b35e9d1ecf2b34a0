namespace ComplianceHub.Grading.Reports;

/// <summary>The columns of the findings' export: their order stands, and new ones come last.</summary>
public static class FindingCsv
{
    public static CsvTable<FindingRow> Table { get; } = new(
    [
        ("schema_version", r => CsvCell.Number(r.SchemaVersion)), ("as_of_utc", r => CsvCell.Time(r.AsOfUtc)),
        ("finding_id", r => CsvCell.Text(r.FindingId)), ("fingerprint", r => CsvCell.Text(r.Fingerprint)), ("status", r => CsvCell.Text(r.Status)),
        ("severity", r => CsvCell.Text(r.Severity)), ("rule_id", r => CsvCell.Text(r.RuleId)), ("rule_title", r => CsvCell.Text(r.RuleTitle)), ("criterion", r => CsvCell.Text(r.Criterion)),
        ("points", r => CsvCell.Percent(r.Points)), ("raw_points", r => CsvCell.Percent(r.RawPoints)), ("gain_if_fixed", r => CsvCell.Percent(r.GainIfFixed)),
        ("image", r => CsvCell.Text(r.Image)), ("image_repository", r => CsvCell.Text(r.ImageRepository)), ("registry", r => CsvCell.Text(r.Registry)), ("tag", r => CsvCell.Text(r.Tag)),
        ("digest", r => CsvCell.Text(r.Digest)), ("platform", r => CsvCell.Text(r.Platform)), ("git_repository", r => CsvCell.Text(r.GitRepository)), ("branch", r => CsvCell.Text(r.Branch)),
        ("commit", r => CsvCell.Text(r.Commit)), ("file", r => CsvCell.Text(r.File)), ("line", r => CsvCell.Number(r.Line)), ("base_image", r => CsvCell.Text(r.BaseImage)),
        ("base_digest", r => CsvCell.Text(r.BaseDigest)), ("owner_team", r => CsvCell.Text(r.OwnerTeam)), ("owner_source", r => CsvCell.Text(r.OwnerSource)),
        ("first_seen_utc", r => CsvCell.Time(r.FirstSeenUtc)), ("last_seen_utc", r => CsvCell.Time(r.LastSeenUtc)), ("age_days", r => CsvCell.Number(r.AgeDays)),
        ("waiver_id", r => CsvCell.Text(r.WaiverId)), ("waiver_reason", r => CsvCell.Text(r.WaiverReason)), ("waiver_approver", r => CsvCell.Text(r.WaiverApprover)),
        ("waiver_expires_utc", r => CsvCell.Time(r.WaiverExpiresUtc)), ("score", r => CsvCell.Percent(r.Score)), ("raw_score", r => CsvCell.Percent(r.RawScore)), ("grade", r => CsvCell.Text(r.Grade)),
        ("coverage_pct", r => CsvCell.Percent(r.Coverage)), ("policy_version", r => CsvCell.Number(r.PolicyVersion)), ("formula_version", r => CsvCell.Number(r.FormulaVersion)),
        ("evidence", r => CsvCell.Text(r.Evidence)), ("remediation", r => CsvCell.Text(r.Remediation)), ("url", r => CsvCell.Text(r.Url)),
    ]);
}

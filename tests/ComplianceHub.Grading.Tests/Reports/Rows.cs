using ComplianceHub.Grading.Reports;

namespace ComplianceHub.Grading.Tests.Reports;

internal static class Rows
{
    public static FindingRow Full { get; } = new()
    {
        AsOfUtc = new(2026, 3, 1, 9, 30, 0, DateTimeKind.Utc), FindingId = "f1", Fingerprint = "ab12", Status = "waived", Severity = "high",
        RuleId = "user-root", RuleTitle = "The image runs as root", Criterion = "non-root", Points = 1400, RawPoints = 1405, GainIfFixed = 1404,
        Image = "shop/cart", ImageRepository = "shop/cart", Registry = "registry.example.com:5000", Tag = "1.2", Digest = "sha256:00", Platform = "linux/amd64|linux/arm64",
        GitRepository = "https://git.example.com/shop/cart", Branch = "main", Commit = "c0ffee0", File = "src/Dockerfile", Line = 7, BaseImage = "docker.io/library/alpine",
        BaseDigest = "sha256:11", OwnerTeam = "@shop/cart", OwnerSource = "CODEOWNERS", FirstSeenUtc = new(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc),
        LastSeenUtc = new(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc), AgeDays = 28, WaiverId = "12", WaiverReason = "=cmd|' /C calc'!A0, \"quoted\"\r\nsecond line", WaiverApprover = "sec",
        WaiverExpiresUtc = new(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc), Score = 7200, RawScore = 5800, Grade = "B", Coverage = 10_000, PolicyVersion = 3, FormulaVersion = 1,
        Evidence = "declared|shipped", Remediation = "Add USER 65532", Url = "https://hub.example.com/images/1",
    };

    public static FindingRow Bare { get; } = new()
    {
        AsOfUtc = new(2026, 3, 1, 9, 30, 0), FindingId = "f2", Fingerprint = "", Status = "open", Severity = "low", RuleId = "apt-pin", RuleTitle = "t", Criterion = "packages", Image = "-x",
    };
}

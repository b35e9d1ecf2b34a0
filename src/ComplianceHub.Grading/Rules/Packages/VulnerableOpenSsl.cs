using ComplianceHub.Dockerfiles;
using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>An OpenSSL release with a known serious hole is downloaded, or installed by apk. Other distributions repair under the old number.</summary>
public sealed class VulnerableOpenSsl : RunRule
{
    public override RuleDescriptor Descriptor { get; } = new("vulnerable-openssl", "An OpenSSL release with a known hole is installed", Criterion.Packages, RuleKind.Counting, Severity.High)
    {
        Aliases = ["KICS Vulnerable OpenSSL Version"],
        Links = ["https://openssl-library.org/news/vulnerabilities/", "https://openssl-library.org/policies/releasestrat/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(
        (base.JudgeDeclared(target, context)?.Findings ?? []).Concat(NeededStages.Of(target).SelectMany(s => s.Instructions.OfType<AddInstruction>().SelectMany(a => Judge(s, a)))));

    protected override IEnumerable<RuleFinding> Judge(RunStep step)
    {
        if (!step.Text.Contains("openssl", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        return step.Commands.SelectMany(c => VersionsOf(step, c).Select(v => (Command: c, Version: v)))
            .Where(c => c.Version.Problem is not null).DistinctBy(c => c.Version)
            .Select(c => step.Report(c.Command, Message(c.Version), c.Version.Text) with { Remediation = OpenSslVersion.Advice });
    }

    private static IEnumerable<RuleFinding> Judge(Stage stage, AddInstruction add) => add.Sources
        .Where(s => s.Text.Contains("openssl", StringComparison.OrdinalIgnoreCase))
        .Select(s => OpenSslVersion.InAddress(stage.ScopeAt(add).Expand(s.Text, stage.File.Escape).Text))
        .OfType<OpenSslVersion>().Where(v => v.Problem is not null)
        .Select(v => RuleFinding.At(add, Message(v), v.Text) with { Remediation = OpenSslVersion.Advice });

    private static IEnumerable<OpenSslVersion> VersionsOf(RunStep step, ShellCommand command)
    {
        var words = CommandWords.Of(command);
        var texts = CommandWords.NameOf(command) switch
        {
            "curl" or "wget" or "git" or "aria2c" => words.Skip(1).Select(w => w.Value),
            "apk" => words.Skip(1).Where(w => w.Value.StartsWith("openssl", StringComparison.Ordinal) || w.Value.StartsWith("libssl", StringComparison.Ordinal)).Select(w => w.Value),
            _ => [],
        };
        // An address is often put together in a variable first.
        return texts.Concat(command.Assignments.Select(a => a.Value.Value).Where(v => v.Contains("://", StringComparison.Ordinal)))
            .Where(t => t.Contains("ssl", StringComparison.OrdinalIgnoreCase))
            .Select(t => t.Contains('$', StringComparison.Ordinal) ? step.Scope.Expand(t).Text : t)
            .Select(t => command.Name == "apk" ? OpenSslVersion.OfApk(t) : OpenSslVersion.InAddress(t)).OfType<OpenSslVersion>();
    }

    private static string Message(OpenSslVersion version) => $"OpenSSL {version.Text} {version.Problem}.";
}

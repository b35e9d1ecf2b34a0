using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>pip --trusted-host, or its variable.</summary>
public sealed class PipTrustedHost : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("pip-trusted-host", "Certificates are not checked by pip", Criterion.Packages, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["CKV2_DOCKER_4", "CKV2_DOCKER_16"],
        Links = ["https://pip.pypa.io/en/stable/cli/pip/#cmdoption-trusted-host"],
    };

    private const string Variable = "PIP_TRUSTED_HOST";

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(
        NeededStages.Of(target).SelectMany(RunStep.Of).SelectMany(step => step.Packages.Where(c => c.Tool.Name == "pip" && c.Has("--trusted-host"))
            .Select(c => step.Report(c.Command, $"{c.Locus} trusts a host without looking at its certificate.", "--trusted-host") with
            {
                Remediation = "Leave it away; give pip the certificate of the authority that is missing (--cert).",
                Fix = new(() => UsesPlainHttp(c) ? [] : [.. c.Options.Where(o => o.Name == "--trusted-host").SelectMany(o => step.RemoveOption(c, o))]),
            }))
        .Concat(Settings.Of(target).Where(s => s.Name == Variable && s.Value.Length > 0).Select(s => s.Report($"{Variable} lets pip trust a host without looking at its certificate.") with
        {
            Remediation = "Leave it away; give pip the certificate of the authority that is missing (PIP_CERT).",
            Fix = new(s.Remove),
        })));

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => RuleAnswer.Of(platform.Config.Env.Where(e => e is { Key: Variable, Value.Length: > 0 })
        .Select(e => new RuleFinding($"The image sets {Variable}.", Variable)));

    /// <summary>An index without TLS has no certificate: it is only reached by trusting it.</summary>
    private static bool UsesPlainHttp(PackageCommand command) => command.Options.Any(o => o.Value?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true)
        || command.Operands.Any(o => o.Value.StartsWith("http:", StringComparison.OrdinalIgnoreCase));
}

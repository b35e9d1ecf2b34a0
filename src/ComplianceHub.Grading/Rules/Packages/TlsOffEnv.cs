using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>PYTHONHTTPSVERIFY, NODE_TLS_REJECT_UNAUTHORIZED, GIT_SSL_NO_VERIFY and the like, in ENV, ARG or a RUN.</summary>
public sealed class TlsOffEnv : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("tls-off-env", "A variable switches certificate checks off", Criterion.Packages, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["CKV2_DOCKER_5", "CKV2_DOCKER_6", "CKV2_DOCKER_14"],
        Links = ["https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(
        Settings.Of(target).Where(s => SwitchesOff(s.Name, s.Value)).Select(s => s.Report($"{s.Name} switches certificate checks off.") with
        {
            Remediation = "Leave it away; give the build the certificate of the authority that is missing.",
            Fix = new(s.Remove),
        }));

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => RuleAnswer.Of(platform.Config.Env
        .Where(e => SwitchesOff(e.Key, e.Value)).Select(e => new RuleFinding($"The image sets {e.Key}, which switches certificate checks off.", e.Key)));

    private static bool SwitchesOff(string name, string value) => name switch
    {
        "PYTHONHTTPSVERIFY" or "NODE_TLS_REJECT_UNAUTHORIZED" => value == "0",
        "GIT_SSL_NO_VERIFY" => value.Length > 0 && value is not ("0" or "false"),
        "NPM_CONFIG_STRICT_SSL" or "npm_config_strict_ssl" or "YARN_STRICT_SSL" or "CONDA_SSL_VERIFY" => value.ToUpperInvariant() is "FALSE" or "0",
        "GOINSECURE" or "GONOSUMDB" => value is "*",
        "GOSUMDB" => value is "off",
        _ => false,
    };
}

using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>strict-ssl switched off.</summary>
public sealed class NpmTls : RunRule
{
    public override RuleDescriptor Descriptor { get; } = new("npm-tls", "Certificates are not checked by npm or yarn", Criterion.Packages, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["CKV2_DOCKER_12", "CKV2_DOCKER_13"],
        Links = ["https://docs.npmjs.com/cli/using-npm/config#strict-ssl"],
    };

    protected override IEnumerable<RuleFinding> Judge(RunStep step) => step.Packages.Where(c => c.Tool.Name is "npm" or "yarn" && SwitchesOff(c))
        .Select(c => step.Report(c.Command, $"{c.Program} is told not to check certificates.", $"{c.Program} strict-ssl") with
        {
            Remediation = "Leave it away; give the build the certificate of the authority that is missing (NODE_EXTRA_CA_CERTS).",
            Fix = new(() => c.Verb is "config" or "set" or "c" ? step.RemoveCommand(c.Command)
                : [.. c.Options.Where(o => o.Name is "--strict-ssl" or "--no-strict-ssl").SelectMany(o => step.RemoveOption(c, o))]),
        });

    private static bool SwitchesOff(PackageCommand command)
    {
        if (command.Options.Any(o => o is { Name: "--strict-ssl", Value: "false" or "0" } or { Name: "--no-strict-ssl" }))
        {
            return true;
        }

        var words = command.Operands.Select(o => o.Value).ToList();
        return command.Verb is "config" or "set" or "c"
            && (words.Exists(w => w is "strict-ssl=false" or "strict-ssl=0") || (words.IndexOf("strict-ssl") is >= 0 and var at && words.ElementAtOrDefault(at + 1) is "false" or "0")
                || (words.IndexOf("enableStrictSsl") is >= 0 and var berry && words.ElementAtOrDefault(berry + 1) is "false"));
    }
}

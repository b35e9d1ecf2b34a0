using ComplianceHub.Dockerfiles.Shell;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>curl -k or wget --no-check-certificate.</summary>
public sealed class CurlWgetInsecure : RunRule
{
    public override RuleDescriptor Descriptor { get; } = new("curl-wget-insecure", "A download does not check the certificate", Criterion.Packages, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["CKV2_DOCKER_2", "CKV2_DOCKER_3"],
        Links = ["https://curl.se/docs/manpage.html#-k"],
    };

    protected override IEnumerable<RuleFinding> Judge(RunStep step) => step.Commands.Where(SkipsCheck)
        .Select(c => step.Report(c, $"{CommandWords.NameOf(c)} does not check the certificate.", CommandWords.NameOf(c)));

    private static bool SkipsCheck(ShellCommand command) => CommandWords.NameOf(command) switch
    {
        "curl" => Download.Options(command).Any(o => o is "--insecure" or "--proxy-insecure" or "--doh-insecure" || Download.HasShort(o, 'k')),
        "wget" => Download.Options(command).Any(o => o is "--no-check-certificate"),
        _ => false,
    };
}

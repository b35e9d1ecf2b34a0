using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
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
        .Select(c => step.Report(c, $"{CommandWords.NameOf(c)} does not check the certificate.", CommandWords.NameOf(c)) with
        {
            Remediation = "Leave the option away; give the build the certificate of the authority that is missing.",
            Fix = new(() => [.. CommandWords.Of(c).Skip(1).SelectMany(w => Repair(step, CommandWords.NameOf(c), w))]),
        });

    private static ImmutableArray<TextEdit> Repair(RunStep step, string program, ShellWord word) =>
        program == "wget" ? word.Value == "--no-check-certificate" ? step.RemoveWords(word) : []
        : word.Value is "-k" or "--insecure" or "--proxy-insecure" or "--doh-insecure" ? step.RemoveWords(word)
        : word.Raw == word.Value && Download.HasShort(word.Value, 'k') ? step.Replace(word, word.Raw.Remove(word.Raw.IndexOf('k', StringComparison.Ordinal), 1)) : [];

    private static bool SkipsCheck(ShellCommand command) => CommandWords.NameOf(command) switch
    {
        "curl" => Download.Options(command).Any(o => o is "--insecure" or "--proxy-insecure" or "--doh-insecure" || Download.HasShort(o, 'k')),
        "wget" => Download.Options(command).Any(o => o is "--no-check-certificate"),
        _ => false,
    };
}

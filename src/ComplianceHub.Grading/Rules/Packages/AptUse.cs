using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;

namespace ComplianceHub.Grading.Rules.Packages;

/// <summary>apt instead of apt-get: its manual page says that its interface may change.</summary>
public sealed class AptUse : PackageRule
{
    public override RuleDescriptor Descriptor { get; } = new("apt-use", "A script calls apt, which is made for people", Criterion.Packages, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3027", "CKV_DOCKER_9", "KICS Run Using apt"],
        Links = ["https://manpages.debian.org/stable/apt/apt.8.en.html"],
    };

    private static readonly ImmutableArray<string> s_shared =
        ["install", "update", "upgrade", "remove", "purge", "autoremove", "clean", "autoclean", "source", "build-dep", "download", "changelog"];

    private static readonly ImmutableArray<string> s_cache = ["search", "show", "policy", "depends", "rdepends", "showsrc"];

    protected override IEnumerable<RuleFinding> Judge(RunStep step, PackageCommand command) => command.Program != "apt" || command.Verb.Length == 0 ? [] :
    [
        step.Report(command.Command, $"{command.Locus} is made for terminals; its interface may change.", command.Locus) with
        {
            Remediation = "Call apt-get (or apt-cache) instead.",
            Fix = new(() => s_shared.Contains(command.Verb) ? step.Replace(command.ProgramWord, "apt-get") : s_cache.Contains(command.Verb) ? step.Replace(command.ProgramWord, "apt-cache") : []),
        },
    ];
}

using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Size;

/// <summary>ADD for plain files: COPY says what happens, ADD may unpack or download.</summary>
public sealed class AddNotCopy : Rule
{
    private static readonly string[] s_archives =
    [
        ".tar", ".gz", ".tgz", ".bz2", ".tbz", ".tbz2", ".xz", ".txz", ".lzma", ".tlz", ".zst", ".tzst", ".z", ".taz", ".tz", ".tb2", ".tz2",
    ];

    public override RuleDescriptor Descriptor { get; } = new("add-not-copy", "ADD where COPY would do", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3020", "DS-0005", "CKV_DOCKER_4", "CIS-DI-0009", "CIS-4.9", "KICS Add Instead of Copy"],
        Links = ["https://docs.docker.com/build/building/best-practices/#add-or-copy"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(NeededStages.Of(target)
        .SelectMany(s => s.Instructions.OfType<AddInstruction>())
        .Where(a => !a.Sources.IsEmpty && OnlyCopies(a))
        .Select(a => RuleFinding.At(a, $"ADD {a.Sources[0].Text} only copies: COPY says so.", string.Join(' ', a.Sources.Select(s => s.Text))) with
        {
            // --checksum and --keep-git-dir are ADD's alone.
            Fix = a.Flags.Any(f => f.Name is "checksum" or "keep-git-dir" or "unpack") ? [] : [new(a.NameSpan, "COPY")],
        }));

    internal static bool OnlyCopies(AddInstruction add) => add.Sources.All(s => IsPlain(s.Text));

    /// <summary>No archive, no address, no variable that may hide one.</summary>
    private static bool IsPlain(string source) =>
        !source.Contains("://", StringComparison.Ordinal) && !source.StartsWith("git@", StringComparison.Ordinal) && !source.Contains('$', StringComparison.Ordinal)
        && !s_archives.Any(a => source.TrimEnd('"', '*').EndsWith(a, StringComparison.OrdinalIgnoreCase));
}

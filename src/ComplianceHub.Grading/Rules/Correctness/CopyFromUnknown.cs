using System.Globalization;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>COPY --from or a mount that names neither a stage nor anything that looks like an image.</summary>
public sealed class CopyFromUnknown : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("copy-from-unknown", "COPY takes from a stage that does not exist", Criterion.Correctness, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["DL3022", "KICS COPY --from Without FROM Alias"],
        Links = ["https://docs.docker.com/reference/dockerfile/#copy---from"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.ImageUses
        .Where(u => u is { Kind: not ImageUseKind.From, IsTrigger: false })
        .Select(u => (Use: u, Problem: ProblemOf(u)))
        .Where(u => u.Problem is not null)
        .Select(u => RuleFinding.At(u.Use.Instruction, $"{u.Use.Instruction.Name} takes from {u.Use.Written}: {u.Problem}.", u.Use.Written) with
        {
            Span = u.Use.Span,
            Remediation = "Name a stage of this file, or an image with its registry or tag.",
        }));

    /// <summary>A lone word is a stage that was meant: images are written with a registry, a path, a tag or a digest, unless everybody knows them.</summary>
    private static string? ProblemOf(ImageUse use) =>
        use.IsScratch || use.Stage is not null ? null
        : use.Problem is not null ? use.Problem
        : use.Reference is { } reference && !use.Written.AsSpan().ContainsAny("/:@") && !KnownBases.Lists(reference)
            ? IsNumber(use.Written) ? "a mount takes a stage by its name only" : "no stage has this name"
        : null;

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}

using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>What ships stands on a full distribution (whole budget) or a slim one (half).</summary>
public sealed class BaseFull : Rule
{
    private const string Advice = "Choose a distroless or chiseled image, a vendor's minimal line, or Alpine; Alpine has musl instead of glibc: "
        + "test what brings binaries of its own (Python wheels, Node add-ons, cgo, DNS).";

    public override RuleDescriptor Descriptor { get; } = new("base-full", "Base image is not minimal", Criterion.MinimalBase, RuleKind.Question, Severity.Medium)
    {
        Aliases = ["CIS-4.3"],
        Links = ["https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        if (target.Stage is not { } stage)
        {
            return RuleAnswer.NotApplicable("No stage ships.");
        }

        var root = stage.Lineage().Last();
        return root.Base switch
        {
            StageBase.Scratch => RuleAnswer.Pass,
            StageBase.External external => JudgeBase(external.Reference, context, root.From),
            StageBase.Unknown unknown => RuleAnswer.Of([RuleFinding.At(root.From, $"What ships stands on an image that cannot be known: {unknown.Reason}.", PulledImages.WithoutTag(unknown.Expanded)) with { IsUnknown = true }]),
            _ => null,
        };
    }

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context)
    {
        if (PulledImages.BaseOf(platform) is { } named && context.FindBase(named) is not null)
        {
            return JudgeBase(named, context, null);
        }

        var declared = (context.Subject.Declared?.Stage?.Root as StageBase.External)?.Reference;
        return ShippedBases.FamilyOf(platform) is { } family ? Judge(family, "Its base", declared is null ? "base" : KnownBases.Canonical(declared), null) : null;
    }

    private static RuleAnswer JudgeBase(ImageReference reference, RuleContext context, Instruction? from) => context.FindBase(reference) is { Family: not BaseFamily.Unknown } facts
        ? Judge(facts.Family, reference.Familiar, KnownBases.Canonical(reference), from)
        : RuleAnswer.NotCollected($"It is not known what kind of image {reference.Familiar} is: neither its config was crawled nor does the table of well-known bases have it.");

    private static RuleAnswer Judge(BaseFamily family, string name, string locus, Instruction? from)
    {
        var (message, share) = family switch
        {
            BaseFamily.Slim => ($"{name} is the slim variant of a full distribution: a shell, a package manager and what they need still ship.", Share.Half),
            BaseFamily.Full => ($"{name} is a full distribution.", Share.Whole),
            BaseFamily.Windows => ($"{name} is a Windows image.", Share.Whole),
            _ => ("", Share.Whole),
        };
        if (message.Length == 0)
        {
            return RuleAnswer.Pass;
        }

        var finding = from is null ? new RuleFinding(message, locus) : RuleFinding.At(from, message, locus);
        return RuleAnswer.Of([finding with { Share = share, Remediation = family == BaseFamily.Windows ? "Ship it on Linux if it can run there; nanoserver is the smallest of Windows." : Advice }]);
    }
}

using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>FROM asks for a platform that the base was not built for, as far as the base was crawled.</summary>
public sealed class BasePlatformMismatch : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("base-platform-mismatch", "The base is not built for the platform that FROM asks for", Criterion.Correctness, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["InvalidBaseImagePlatform"],
        Links = ["https://docs.docker.com/reference/build-checks/invalid-base-image-platform/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(NeededStages.Of(target).SelectMany(s => Judge(s, context)));

    private static IEnumerable<RuleFinding> Judge(Stage stage, RuleContext context)
    {
        if (stage is { Base: StageBase.External { Reference: var reference }, From.Platform: { } platform }
            && stage.File.GlobalScope.Expand(platform, stage.File.Escape).Text is { } asked
            && context.FindBase(reference)?.Platforms is { IsEmpty: false } built && !built.Any(b => Fits(b, asked)))
        {
            yield return RuleFinding.At(stage.From, $"FROM asks for {asked}, but {reference.Familiar} is built for {string.Join(", ", built)} only.", KnownBases.Canonical(reference)) with
            {
                Remediation = $"Leave --platform away, or have {reference.Familiar} built for {asked}, too.",
            };
        }
    }

    /// <summary>Operating system and architecture must agree, a variant only where both name one: <c>arm64</c> is <c>arm64/v8</c>.</summary>
    private static bool Fits(string built, string asked)
    {
        var (b, a) = (Parts(built), Parts(asked));
        return a.Length == 1 ? b.Contains(a[0]) : b.Zip(a).All(p => p.First == p.Second);
    }

    private static string[] Parts(string platform) => [.. platform.ToLowerInvariant().Split('/').Select(p => p switch
    {
        "x86_64" or "x86-64" => "amd64",
        "aarch64" => "arm64",
        "armhf" => "arm",
        _ => p,
    })];
}

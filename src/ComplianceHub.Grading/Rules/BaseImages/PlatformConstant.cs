using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>FROM with a constant platform: the image is of that platform, whatever is asked for.</summary>
public sealed class PlatformConstant : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("platform-constant", "FROM names a constant platform", Criterion.Correctness, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3029", "FromPlatformFlagConstDisallowed", "KICS Using Platform Flag with FROM"],
        Links = ["https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(target.Dockerfile.Stages
        .Where(s => IsConstant(s) && !IsNamedAfterIt(s))
        .Select(s => RuleFinding.At(s.From, $"FROM fixes the platform {s.From.Platform}.", PulledImages.WithoutTag(s.From.Image.Text)) with
        {
            Remediation = "Leave --platform away, or use $BUILDPLATFORM for a stage that cross-compiles.",
        }));

    internal static bool IsConstant(Stage stage) => stage.From.Platform is { Length: > 0 } platform && !platform.Contains('$', StringComparison.Ordinal);

    /// <summary>A stage called <c>build_amd64</c> says that it means it.</summary>
    internal static bool IsNamedAfterIt(Stage stage) =>
        stage is { Name: { } name, From.Platform: { } platform } && platform.Split('/').Any(part => part.Length > 0 && name.Contains(part, StringComparison.OrdinalIgnoreCase));
}

using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>An image pulled straight from docker.io, in any of its spellings.</summary>
public sealed class DockerHubPull : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("docker-hub-pull", "Image pulled from Docker Hub", Criterion.NoPublicHub, RuleKind.Question, Severity.High)
    {
        Links = ["https://docs.docker.com/docker-hub/usage/pulls/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(PulledImages.Of(target).SelectMany(Judge));

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => PulledImages.BaseOf(platform) switch
    {
        null => null,
        { IsDockerHub: true } reference => RuleAnswer.Of([new($"It was built on {reference.Familiar}, pulled from Docker Hub.", KnownBases.Canonical(reference))]),
        _ => RuleAnswer.Pass,
    };

    private static IEnumerable<RuleFinding> Judge(ImageUse use)
    {
        if (PulledImages.RegistryOf(use) is not { } reference)
        {
            yield return PulledImages.Unknown(use, $"Whether {PulledImages.Place(use)} pulls from Docker Hub cannot be known");
        }
        else if (reference.IsDockerHub)
        {
            yield return PulledImages.At(use, $"{PulledImages.Place(use)} {use.Written} is pulled from Docker Hub.") with
            {
                Remediation = "Pull it through a registry of your own: a pull-through cache, a mirror, or an image built on it in house.",
            };
        }
    }
}

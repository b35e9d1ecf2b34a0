using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>A compose file or Kubernetes manifest that runs the Image by pulling it from docker.io.</summary>
public sealed class DockerHubRun : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("docker-hub-run", "Image run from Docker Hub", Criterion.NoPublicHub, RuleKind.Question, Severity.High)
    {
        Links = ["https://docs.docker.com/docker-hub/usage/pulls/", "https://kubernetes.io/docs/concepts/containers/images/#image-names"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => Judge(context.Subject);

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => context.Subject.Declared is null ? Judge(context.Subject) : null;

    private static RuleAnswer Judge(GradingSubject subject) => subject.Usages.IsEmpty
        ? RuleAnswer.NotApplicable("No compose file or Kubernetes manifest that was crawled runs it.")
        : RuleAnswer.Of(subject.Usages.Where(u => u.IsDockerHub).Select(u =>
            new RuleFinding($"{u.Place} in {u.Path} of {u.Repository} pulls {u.Reference} from Docker Hub.", $"{u.Repository}/{u.Path} {u.ImageRepository}")
            {
                Remediation = $"Push it to a registry of the organisation and name that one in {u.Path}.",
            }));
}

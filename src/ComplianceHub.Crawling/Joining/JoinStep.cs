using System.Collections.Immutable;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Joining;

/// <summary>After crawls: joins registry repositories to build targets and takes back joins whose evidence is gone. What a person linked stays.</summary>
public sealed class JoinStep(Inventory inventory)
{
    private const string Actor = "joiner";
    private static readonly ImmutableHashSet<string> s_ours = [ImageJoiner.Label, ImageJoiner.Workflow, ImageJoiner.Bake, ImageJoiner.Compose, ImageJoiner.Mirror, ImageJoiner.Name];

    /// <summary>Of the last pass, what the evidence does not decide: a person may.</summary>
    public ImmutableArray<JoinDecision> Undecided { get; private set; } = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var inputs = await inventory.JoinInputsAsync(cancellationToken);
        var repositories = inputs.Repositories.ToDictionary(r => r.ImageRepositoryId);
        var withImage = inputs.Targets.Where(t => t.ImageId is not null || repositories.Values.Any(r => r.LinkedBuildTargetId == t.BuildTargetId))
            .Select(t => t.BuildTargetId).ToHashSet();
        var decisions = ImageJoiner.Decide(inputs);
        foreach (var decision in decisions)
        {
            var repository = repositories[decision.ImageRepositoryId];
            var isFree = repository.LinkMethod == ImageJoiner.Own || s_ours.Contains(repository.LinkMethod);
            if (!isFree || repository.ImageId is null)
            {
                continue;
            }

            if (decision.BuildTargetId is { } target)
            {
                if (withImage.Contains(target) && (repository.LinkedBuildTargetId != target || repository.LinkMethod != decision.Method))
                {
                    await inventory.LinkAsync(repository.ImageRepositoryId, target, decision.Method, decision.Confidence, decision.Evidence, Actor, cancellationToken);
                }
            }
            else if (repository.LinkMethod != ImageJoiner.Own)
            {
                await inventory.UnlinkAsync(repository.ImageRepositoryId, Actor, cancellationToken);
            }
        }

        Undecided = [.. decisions.Where(d => !d.Candidates.IsEmpty)];
    }
}

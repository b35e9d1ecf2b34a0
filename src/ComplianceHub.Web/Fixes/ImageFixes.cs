using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Storage;

namespace ComplianceHub.Web.Fixes;

/// <summary>A repair that was tried on the Dockerfile and graded again.</summary>
/// <param name="Patch">A unified diff that <c>git apply</c> takes; secrets are masked.</param>
/// <param name="ThenTitle">What the patch cannot do, or null.</param>
public sealed record ProposedFix(string Fingerprint, string Title, string Why, Severity Severity, Score Before, Score After, string Patch, string? ThenTitle, string? ThenText);

/// <summary>Repairs for one image, each tried before it is shown, best points per edit first.</summary>
public sealed class ImageFixes(SubjectReader subjects)
{
    private const int MostTried = 12;

    /// <summary>Accepted repairs; empty when there is no Dockerfile or nothing can be repaired mechanically.</summary>
    public async Task<IReadOnlyList<ProposedFix>> ForImageAsync(long imageId, CancellationToken cancellationToken)
    {
        if (await subjects.FindAsync(imageId, cancellationToken) is not { Subject.Declared: not null } image)
        {
            return [];
        }

        var planner = new FixPlanner(image.Subject, image.Policy, image.Waived);
        var fixes = new List<ProposedFix>();
        foreach (var next in BestNextFixes.Of(planner.Before ?? throw new InvalidOperationException("A repair needs a Dockerfile."), int.MaxValue).Where(f => f.IsMechanical).Take(MostTried))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (planner.Try(next.Finding) is { Accepted: true } tried)
            {
                fixes.Add(Propose(next.Finding, tried, Patch(image.Subject.Declared, tried), image.Subject.Shipped is not null));
            }
        }

        return fixes;
    }

    private static ProposedFix Propose(Finding finding, FixResult tried, string patch, bool ships)
    {
        var (title, text) = finding.SecretKind is not null
            ? ("Then revoke it.", "Whoever could pull an image built with it has it; the patch can’t take it back.")
            : ships ? ("Takes effect with the next build.", "What the registry holds today stays as it is.") : ((string?)null, (string?)null);
        return new ProposedFix(
            finding.Fingerprint, finding.Rule.Title, finding.Remediation ?? finding.Message, finding.Severity, tried.Before, tried.After, patch, title, text);
    }

    // Masked before it is compared, so that no line of the patch holds a secret.
    private static string Patch(BuildTargetFacts declared, FixResult tried)
    {
        return UnifiedDiff.Patch(declared.Path, MaskingReader.MaskDockerfile(tried.OldText), MaskingReader.MaskDockerfile(tried.NewText));
    }
}

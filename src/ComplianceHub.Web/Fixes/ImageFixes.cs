using ComplianceHub.Dockerfiles;
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

        var declared = image.Subject with { Shipped = null };
        var score = ScoreCalculator.Calculate(RuleCatalog.Evaluate(declared, image.Policy), image.Policy);
        var fixes = new List<ProposedFix>();
        foreach (var next in BestNextFixes.Of(score, int.MaxValue).Where(f => f.IsMechanical).Take(MostTried))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (FixPlanner.Plan(declared, image.Policy, next.Finding) is { Accepted: true } tried)
            {
                fixes.Add(Propose(next.Finding, score, After(image, tried), Patch(image.Subject.Declared, tried), image.Subject.Shipped is not null));
            }
        }

        return fixes;
    }

    private static ProposedFix Propose(Finding finding, Score before, Score after, string patch, bool ships)
    {
        var (title, text) = finding.SecretKind is not null
            ? ("Then revoke it.", "Whoever could pull an image built with it has it; the patch can’t take it back.")
            : ships ? ("Takes effect with the next build.", "What the registry holds today stays as it is.") : ((string?)null, (string?)null);
        return new ProposedFix(
            finding.Fingerprint, finding.Rule.Title, finding.Remediation ?? finding.Message, finding.Severity, before, after, patch, title, text);
    }

    private static Score After(ImageSubject image, FixResult tried)
    {
        var old = image.Subject.Declared ?? throw new InvalidOperationException("A repair needs a Dockerfile.");
        var target = new BuildTargetFacts(old.Path, Dockerfile.Parse(tried.NewText), old.Target, old.BlobSha, old.Dockerignore);
        return ScoreCalculator.Calculate(RuleCatalog.Evaluate(image.Subject with { Declared = target, Shipped = null }, image.Policy), image.Policy);
    }

    // Masked before it is compared, so that no line of the patch holds a secret.
    private static string Patch(BuildTargetFacts declared, FixResult tried)
    {
        return UnifiedDiff.Patch(declared.Path, MaskingReader.MaskDockerfile(declared.Dockerfile.Text), MaskingReader.MaskDockerfile(tried.NewText));
    }
}

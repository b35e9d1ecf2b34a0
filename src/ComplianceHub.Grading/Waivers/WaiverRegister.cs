using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Waivers;

/// <summary>What of an Image decides which waivers reach it.</summary>
/// <param name="Ids">Its id and those of the Images that were joined into it: what was waived for them stays waived.</param>
/// <param name="Path"><c>repository/path</c> of its Dockerfile; null without one.</param>
public sealed record WaivedImage(IReadOnlyCollection<long> Ids, int? TeamId, string? Path);

/// <summary>
/// All approved waivers, those that have ended included: what was in force at any moment can be told for ever. Nothing has to happen for a waiver to
/// end; from its last moment on it is simply not among those in force.
/// </summary>
public sealed class WaiverRegister
{
    private readonly ILookup<long, WaiverTerms> _byImage;
    private readonly ILookup<int, WaiverTerms> _byTeam;
    private readonly ImmutableArray<(WaiverTerms Terms, PathGlobs Glob)> _byPath;
    private readonly ImmutableArray<DateTime> _moments;

    public WaiverRegister(IEnumerable<WaiverTerms> waivers)
    {
        var all = waivers.Where(w => w.From < w.Until).ToList();
        _byImage = all.Where(w => w.Scope is WaiverScope.Finding or WaiverScope.Image && w.ImageId is not null).ToLookup(w => w.ImageId ?? 0);
        _byTeam = all.Where(w => w.Scope == WaiverScope.Team && w.TeamId is not null).ToLookup(w => w.TeamId ?? 0);
        _byPath = [.. all.Where(w => w.Scope == WaiverScope.Path).Select(w => (w, new PathGlobs([w.Path ?? ""])))];
        _moments = [.. all.SelectMany(w => new[] { w.From, w.Until }).Distinct().Order()];
    }

    public static WaiverRegister Empty { get; } = new([]);

    /// <summary>The waivers that reach the Image at that moment, by id.</summary>
    public ImmutableArray<WaiverTerms> InForce(WaivedImage image, DateTime at)
    {
        var reaching = image.Ids.SelectMany(id => _byImage[id]).Concat(image.TeamId is { } team ? _byTeam[team] : []);
        if (image.Path is { } path)
        {
            reaching = reaching.Concat(_byPath.Where(p => p.Terms.IsInForce(at) && p.Glob.Match(path) is not null).Select(p => p.Terms));
        }

        return [.. reaching.Where(w => w.IsInForce(at)).OrderBy(w => w.Id)];
    }

    /// <summary>The next moment after this one at which a waiver begins or ends; null when none does.</summary>
    public DateTime? NextChange(DateTime after) => _moments.FirstOrDefault(m => m > after) is var moment && moment > after ? moment : null;

    /// <summary>The waiver that covers a finding: the one that lasts longest, of those the narrowest, then the oldest. Null when none does.</summary>
    public static WaiverTerms? Covering(ImmutableArray<WaiverTerms> inForce, Finding finding) =>
        inForce.Where(w => w.Covers(finding)).OrderByDescending(w => w.Until).ThenBy(w => w.Scope).ThenBy(w => w.Id).FirstOrDefault();

    /// <summary>The waivers that cover findings of an evaluation, by the findings' fingerprints.</summary>
    public static ImmutableDictionary<string, WaiverTerms> Covered(ImmutableArray<WaiverTerms> inForce, IEnumerable<Finding> findings)
    {
        if (inForce.IsEmpty)
        {
            return ImmutableDictionary<string, WaiverTerms>.Empty;
        }

        var covered = ImmutableDictionary.CreateBuilder<string, WaiverTerms>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            if (Covering(inForce, finding) is { } waiver)
            {
                covered[finding.Fingerprint] = waiver;
            }
        }

        return covered.ToImmutable();
    }
}

using System.Collections.Immutable;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Joining;

/// <summary>Chooses one of a Git repository's Dockerfiles for an image, by names.</summary>
/// <param name="Target">Null when none, or more than one, fits best.</param>
/// <param name="Reason">A clause that goes on from "…, ".</param>
/// <param name="Ties">Those that fit equally well.</param>
internal sealed record TargetChoice(JoinTarget? Target, string Reason, ImmutableArray<JoinTarget> Ties)
{
    /// <param name="image">Path of the image in its registry.</param>
    /// <param name="title">Its title label.</param>
    public static TargetChoice Make(IReadOnlyList<JoinTarget> targets, string image, string? title)
    {
        if (targets.Count == 1)
        {
            return new TargetChoice(targets[0], $"whose only Dockerfile is {targets[0].Path}", []);
        }

        string[] names = [Plain(LastOf(image)), .. title is null ? [] : (string[])[Plain(title)]];
        var ranked = targets.Select(t => (Target: t, Fit: FitOf(t, names))).Where(r => r.Fit.Points > 0).OrderByDescending(r => r.Fit.Points).ToList();
        if (ranked.Count == 0)
        {
            return new TargetChoice(null, $"but none of its {targets.Count} Dockerfiles fits the name", [.. targets]);
        }

        var best = ranked.Where(r => r.Fit.Points == ranked[0].Fit.Points).ToList();
        return best.Count == 1
            ? new TargetChoice(best[0].Target, $"where {best[0].Target.Path} {best[0].Fit.Reason}", [])
            : new TargetChoice(null, $"but {best.Count} of its Dockerfiles fit the name equally well", [.. best.Select(b => b.Target)]);
    }

    private static (int Points, string Reason) FitOf(JoinTarget target, string[] names)
    {
        var folder = Path.GetDirectoryName(target.Path)?.Replace('\\', '/') ?? "";
        var repository = Plain(LastOf(target.Repository));
        if (target.Target is { } stage)
        {
            // Other than its last stage a Dockerfile ships only what is named after the stage.
            return names.Contains(Plain(stage)) || names.Contains(repository + Plain(stage)) ? (4, $"has a stage {stage} of that name") : (0, "");
        }

        if (SuffixOf(Path.GetFileName(target.Path)) is { Length: > 0 } suffix)
        {
            return names.Contains(Plain(suffix)) || names.Contains(repository + Plain(suffix)) || names.Contains(Plain(LastOf(folder)) + Plain(suffix))
                ? (3, $"is named after it ({suffix})")
                : (0, "");
        }

        return folder.Split('/').Reverse().Select((part, i) => (part, i)).FirstOrDefault(p => p.part.Length > 0 && names.Contains(Plain(p.part))) is { part: { } part, i: var up }
            ? (up == 0 ? 3 : 2, $"is in a folder of that name ({part})")
            : folder.Length > 0 && names.Contains(repository + Plain(LastOf(folder))) ? (3, $"is in the folder {folder}")
            : folder.Length == 0 && names.Contains(repository) ? (2, "is the one at the top, and the image has the repository's name")
            : (0, "");
    }

    // Dockerfile.worker, worker.Dockerfile
    private static string SuffixOf(string file)
    {
        var dot = file.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? ""
            : file[..dot] is "Dockerfile" or "Containerfile" or "dockerfile" ? file[(dot + 1)..]
            : file[(dot + 1)..].ToLowerInvariant() is "dockerfile" or "containerfile" ? file[..dot] : "";
    }

    private static string LastOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    // PickList, pick-list and pick_list are one name.
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

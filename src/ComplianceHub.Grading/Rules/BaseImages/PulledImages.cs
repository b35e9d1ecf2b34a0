using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>The images that a build of the target pulls, and what can be said of one whose name is only half known.</summary>
internal static class PulledImages
{
    /// <summary>Annotation and label in which build tools note the base, https://github.com/opencontainers/image-spec/blob/main/annotations.md.</summary>
    private const string BaseName = "org.opencontainers.image.base.name";

    /// <summary>Every external image of the stages that the target needs, known or not; what only ONBUILD pulls belongs to another file.</summary>
    public static ImageUse[] Of(BuildTargetFacts target) => target.Stage?.Derive<ImageUse[]>(static stage =>
    {
        var reachable = stage.File.ReachableFrom(stage).ToHashSet();
        return [.. stage.File.ExternalImages.Where(u => !u.IsTrigger && reachable.Contains(u.User))];
    }) ?? [];

    /// <summary>The base that the image itself names, or null.</summary>
    public static ImageReference? BaseOf(PlatformFacts platform) =>
        platform.Annotations.TryGetValue(BaseName, out var name) || platform.Config.Labels.TryGetValue(BaseName, out name) ? ImageReference.TryParse(name, out _) : null;

    /// <summary>The canonical repository; of a name that is not fully known, what is written without a literal tag or digest.</summary>
    public static string LocusOf(ImageUse use) => use.Reference is { } reference ? KnownBases.Canonical(reference) : WithoutTag(use.Written);

    public static string WithoutTag(string written)
    {
        var at = written.IndexOf('@', StringComparison.Ordinal);
        var name = at > 0 && !written[..at].Contains('{', StringComparison.Ordinal) ? written[..at] : written;
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') && name.IndexOf('}', colon) < 0 ? name[..colon] : name;
    }

    /// <summary>The registry, also of a name whose later parts are not known; null when the registry itself is not.</summary>
    public static ImageReference? RegistryOf(ImageUse use)
    {
        if (use.Reference is not null)
        {
            return use.Reference;
        }

        // "registry.example.com/app:${TAG}" and "ubuntu:${TAG}" tell where they come from; "${BASE}" and "${REGISTRY}/app" do not.
        var dollar = use.Written.IndexOf('$', StringComparison.Ordinal);
        var known = dollar < 0 ? use.Written : use.Written[..dollar];
        var slash = use.Written.IndexOf('/', StringComparison.Ordinal);
        if (slash > known.Length)
        {
            return null;
        }

        var name = known.TrimEnd('/', '-', '_', '.', ':');
        return ImageReference.TryParse(slash >= name.Length ? name + "/unknown" : WithoutTag(name), out _);
    }

    public static RuleFinding At(ImageUse use, string message) =>
        new(message, LocusOf(use)) { Line = use.Instruction.StartLine, EndLine = use.Instruction.EndLine, Span = use.Span };

    public static RuleFinding Unknown(ImageUse use, string message) => At(use, $"{message}: {use.Problem}.") with { IsUnknown = true };

    /// <summary>How a sentence calls the place: an image is pulled by FROM, COPY --from or a mount.</summary>
    public static string Place(ImageUse use) => use.Kind switch
    {
        ImageUseKind.CopyFrom => "COPY --from",
        ImageUseKind.MountFrom => "RUN --mount",
        _ => "FROM",
    };
}

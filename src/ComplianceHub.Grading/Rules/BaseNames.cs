using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>What the words of an image's tag and path say of its family, also for registries that nobody else knows.</summary>
internal static class BaseNames
{
    private static readonly string[] s_distributions =
    [
        "bookworm", "bullseye", "buster", "stretch", "jessie", "trixie", "sid", "noble", "jammy", "focal", "bionic", "xenial", "resolute",
        "debian", "ubuntu", "fedora", "centos", "rockylinux", "almalinux", "oraclelinux", "amazonlinux", "al2", "al2023", "ubi7", "ubi8", "ubi9", "ubi10", "archlinux",
    ];

    private static readonly string[] s_toolchains = ["sdk", "jdk", "golang", "rust", "maven", "gradle", "gcc", "devel", "builder", "buildpack"];

    /// <summary>What the tag says goes before what the path says: <c>alpine-tools:bookworm</c> is Debian.</summary>
    public static (BaseFamily? OfTag, BaseFamily? OfPath) FamilyOf(ImageReference reference)
    {
        var tag = (reference.Tag ?? "").ToLowerInvariant();
        return (Judge(tag, Words(tag)), reference.Path.Split('/').Contains("distroless") ? BaseFamily.Distroless : Judge(reference.Name, Words(reference.Name)));
    }

    /// <summary>Null unless the name or the family settles it.</summary>
    public static bool? ShipsBuildTools(ImageReference reference, BaseFamily family) =>
        Words(reference.Name).Concat(Words((reference.Tag ?? "").ToLowerInvariant())).Any(s_toolchains.Contains) ? true
        : family is BaseFamily.Scratch or BaseFamily.Distroless or BaseFamily.Chiseled or BaseFamily.UbiMicro or BaseFamily.Busybox ? false
        : null;

    private static BaseFamily? Judge(string text, string[] words) =>
        text.Has("nanoserver") || text.Has("servercore") || words.Contains("windows") ? BaseFamily.Windows
        : words.Contains("chiseled") ? BaseFamily.Chiseled
        : words.Contains("distroless") ? BaseFamily.Distroless
        : words.Contains("alpine") ? BaseFamily.Alpine
        : words.Contains("wolfi") ? BaseFamily.Wolfi
        : words.Contains("busybox") ? BaseFamily.Busybox
        : words.Contains("slim") ? BaseFamily.Slim
        : words.Contains("micro") ? words.Contains("ubi") ? BaseFamily.UbiMicro : BaseFamily.OtherMinimal
        : words.Contains("minimal") ? words.Contains("ubi") ? BaseFamily.UbiMinimal : BaseFamily.OtherMinimal
        : words.Any(s_distributions.Contains) ? BaseFamily.Full
        : null;

    /// <summary>Words between dashes, without the version that may follow: <c>22-alpine3.20</c> has <c>22</c> and <c>alpine</c>.</summary>
    private static string[] Words(string text) =>
        [.. text.Split('-', '_', '.').SelectMany(w => (string[])[w, w.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')]).Where(w => w.Length > 0)];

    private static bool Has(this string text, string part) => text.Contains(part, StringComparison.Ordinal);
}

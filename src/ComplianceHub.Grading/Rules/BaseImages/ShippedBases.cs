using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>What an image's own history and labels give away of the distribution it stands on, when it names no base.</summary>
internal static class ShippedBases
{
    /// <summary>Null when nothing gives it away.</summary>
    public static BaseFamily? FamilyOf(PlatformFacts platform)
    {
        var config = platform.Config;
        if (config.Os.Equals("windows", StringComparison.OrdinalIgnoreCase))
        {
            return BaseFamily.Windows;
        }

        if (config.Labels.TryGetValue("com.redhat.component", out var component) && component.StartsWith("ubi", StringComparison.Ordinal))
        {
            return component.Contains("-micro", StringComparison.Ordinal) ? BaseFamily.UbiMicro
                : component.Contains("-minimal", StringComparison.Ordinal) ? BaseFamily.UbiMinimal
                : component is "ubi8-container" or "ubi9-container" or "ubi10-container" ? BaseFamily.Full : null;
        }

        // The first layer is the base's root file system.
        if (config.History.FirstOrDefault(h => !h.EmptyLayer) is not { } first)
        {
            return null;
        }

        var line = first.CreatedBy;
        return Says("alpine-minirootfs") ? BaseFamily.Alpine
            : Says("BusyBox ") ? BaseFamily.Busybox
            : line == "apko" || (first.Comment?.Contains("apko", StringComparison.Ordinal) ?? false) ? BaseFamily.Wolfi
            : Says("ubuntu-") && Says("rootfs") ? BaseFamily.Full
            : config.Labels.TryGetValue("org.opencontainers.image.ref.name", out var name) && name == "ubuntu" ? BaseFamily.Full
            // Bases begin with a whole root file system; an image from scratch begins with a file of its own.
            : line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Replace(" # buildkit", "", StringComparison.Ordinal).TrimEnd().EndsWith(" /", StringComparison.Ordinal) ? BaseFamily.Scratch
            : null;

        bool Says(string text) => line.Contains(text, StringComparison.Ordinal);
    }
}

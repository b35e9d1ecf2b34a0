namespace ComplianceHub.Grading.Waivers;

/// <summary>How reasons, scopes and states are written, on pages and in exports alike.</summary>
public static class WaiverWords
{
    public static string Of(WaiverReason reason) => Spaced(reason.ToString());

    public static string Of(WaiverScope scope) => scope switch
    {
        WaiverScope.Finding => "one finding",
        WaiverScope.Image => "rule on an image",
        WaiverScope.Path => "rule under a path",
        _ => "rule of a team",
    };

    public static string Of(WaiverState state) => Spaced(state.ToString());

    private static string Spaced(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : c.ToString()));
}

using System.Collections.Immutable;
using System.Globalization;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Fixes;

namespace ComplianceHub.Grading.Rules.Runtime;

/// <summary>
/// A health check for what exposes one port, where the image is known to have a program that can ask: a connection where there is nc, for it asks nothing
/// of the protocol; an answer of any status where there is curl and the port is as good as always HTTP.
/// </summary>
internal static class HealthcheckSketch
{
    private static readonly HashSet<int> s_http = [80, 3000, 3001, 4000, 4200, 5000, 5001, 5173, 8000, 8008, 8080, 8081, 8082, 8088, 8888];

    public static ImmutableArray<TextEdit> Of(Stage stage, RuleContext context)
    {
        // Windows has other programs.
        if (stage.Shell.Kind is ShellKind.Cmd or ShellKind.PowerShell || PortOf(stage) is not { } port)
        {
            return [];
        }

        // 127.0.0.1, for localhost may be an address of IPv6 that nobody listens on.
        var command = Has(stage, "netcat-openbsd", "netcat", "nc") || IsAlpine(stage, context) ? string.Create(CultureInfo.InvariantCulture, $"[\"nc\", \"-z\", \"127.0.0.1\", \"{port}\"]")
            : Has(stage, "curl") && s_http.Contains(port) ? string.Create(CultureInfo.InvariantCulture, $"[\"curl\", \"-sS\", \"-o\", \"/dev/null\", \"http://127.0.0.1:{port}/\"]")
            : null;
        return command is null ? [] : LineEdits.AtEnd(stage, $"HEALTHCHECK CMD {command}");
    }

    private static int? PortOf(Stage stage)
    {
        var ports = stage.Lineage().SelectMany(s => s.Executed).OfType<ExposeInstruction>().SelectMany(e => e.Arguments).Select(a => a.Text.Trim('"'))
            .Select(p => p.EndsWith("/tcp", StringComparison.OrdinalIgnoreCase) ? p[..^4] : p).Distinct(StringComparer.Ordinal).ToList();
        return ports is [var only] && int.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535 ? port : null;
    }

    /// <summary>Its busybox brings nc.</summary>
    private static bool IsAlpine(Stage stage, RuleContext context) => stage.Root is StageBase.External { Reference: var reference } && context.FindBase(reference)?.Family == BaseFamily.Alpine;

    /// <summary>Whether the last word on a package is that it is installed, for good and on no condition.</summary>
    private static bool Has(Stage stage, params string[] names) => stage.Lineage().Reverse().SelectMany(RunStep.Of).SelectMany(s => s.Packages)
        .Where(c => c.Tool.Name is "apt" or "apk" or "yum" or "dnf" or "zypper")
        .LastOrDefault(c => c.KnownOperands.Any(o => names.Contains(o.Value.Split('=', '~')[0]))) is { Verb: "install" or "add" or "in", Command.GroupDepth: 0 } installed && !installed.Has("-t", "--virtual");
}

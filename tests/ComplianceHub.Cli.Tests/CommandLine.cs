using System.Text.Json;
using ComplianceHub.TestKit;

namespace ComplianceHub.Cli.Tests;

/// <summary>The built command line, run as its users run it: a process with arguments, streams and an exit status.</summary>
internal static class CommandLine
{
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "compliancehub.dll");

    public static Task<ProcessResult> Run(string folder, string? input, params string[] arguments) =>
        ChildProcess.Run(ChildProcess.Dotnet, ["exec", s_program, .. arguments], input, folder);

    public static Task<ProcessResult> Check(string folder, params string[] arguments) => Run(folder, null, ["check", .. arguments]);

    /// <summary>The array of <c>--format json</c>.</summary>
    public static async Task<JsonElement> CheckJson(string folder, params string[] arguments) =>
        Read(await Check(folder, [.. arguments, "--format", "json"]));

    public static JsonElement Read(ProcessResult result)
    {
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }
}

using System.Text.Json;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Benchmarks;

/// <summary>Flattens an instruction the way BuildKit's tree does, and compares.</summary>
internal static class BuildKitNode
{
    public static string? Difference(JsonElement node, Instruction instruction, Dockerfile file)
    {
        var checks = new (string Name, string Expected, string Actual)[]
        {
            ("name", node.GetProperty("cmd").GetString()!.ToUpperInvariant(), instruction.Name),
            ("start", node.GetProperty("start").GetInt32().ToString(), instruction.StartLine.ToString()),
            ("end", node.GetProperty("end").GetInt32().ToString(), instruction.EndLine.ToString()),
            ("original", node.GetProperty("original").GetString()!, instruction.Original),
            ("json", node.GetProperty("json").GetBoolean().ToString(), (BuildKitTree.Form(instruction) == CommandForm.Exec).ToString()),
            ("flags", Join(Strings(node, "flags")), Join(BuildKitTree.Flags(instruction))),
            ("args", Join(Strings(node, "args")), Join(BuildKitTree.Arguments(instruction))),
            ("comments", Join(Strings(node, "prev_comments")), Join(instruction.Comments)),
            ("heredocs", Join(node.GetProperty("heredocs").EnumerateArray().Select(Heredoc)), Join(instruction.Heredocs.Select(h => Heredoc(h, file)))),
        };
        foreach (var (name, expected, actual) in checks)
        {
            if (expected != actual)
            {
                return $"{name}\n  ours:     {actual}\n  BuildKit: {expected}";
            }
        }

        if (node.TryGetProperty("sub", out var sub) && sub.ValueKind == JsonValueKind.Object && instruction is OnbuildInstruction { Trigger: { } trigger })
        {
            var expected = Join(Strings(sub, "args"));
            return expected == Join(BuildKitTree.Arguments(trigger)) ? null : "ONBUILD's instruction";
        }

        return null;
    }

    private static IEnumerable<string> Strings(JsonElement node, string name) => node.GetProperty(name).EnumerateArray().Select(e => e.GetString()!);

    private static string Heredoc(JsonElement heredoc) =>
        Join([heredoc.GetProperty("name").GetString()!, heredoc.GetProperty("content").GetString()!, heredoc.GetProperty("expand").ToString(), heredoc.GetProperty("chomp").ToString(), heredoc.GetProperty("fd").ToString()]);

    /// <summary>BuildKit's parser keeps the tabs that a later step strips.</summary>
    private static string Heredoc(Heredoc heredoc, Dockerfile file) =>
        Join([heredoc.Name, file.Text.Substring(heredoc.Span.Start, heredoc.Span.Length), heredoc.Expand.ToString(), heredoc.Chomp.ToString(), heredoc.FileDescriptor.ToString()]);

    private static string Join(IEnumerable<string> parts) => string.Join('\u001f', parts);
}

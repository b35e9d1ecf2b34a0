using System.Collections.Immutable;
using System.Text.Json;

namespace ComplianceHub.Grading.Facts;

/// <summary>Reads an image config, https://github.com/opencontainers/image-spec/blob/main/config.md, with Docker's <c>Healthcheck</c> and <c>Shell</c>.</summary>
internal static class OciConfigReader
{
    public static ImageConfigFacts Read(JsonElement root)
    {
        var facts = new ImageConfigFacts
        {
            Os = root.Text("os") ?? "",
            Architecture = root.Text("architecture") ?? "",
            Variant = root.Text("variant"),
            Created = root.Time("created"),
            Author = root.Text("author"),
            DiffIds = root.Child("rootfs", JsonValueKind.Object)?.Texts("diff_ids") ?? [],
            History = [.. root.Items("history").Select(ReadHistory)],
        };
        return root.Child("config", JsonValueKind.Object) is not { } config
            ? facts
            : facts with
            {
                User = config.Text("User") ?? "",
                Env = [.. config.Texts("Env").Select(ReadVariable)],
                Labels = config.Map("Labels"),
                ExposedPorts = config.Keys("ExposedPorts"),
                Volumes = config.Keys("Volumes"),
                Entrypoint = config.Texts("Entrypoint"),
                Cmd = config.Texts("Cmd"),
                Shell = config.Texts("Shell"),
                WorkingDir = config.Text("WorkingDir") ?? "",
                StopSignal = config.Text("StopSignal"),
                Healthcheck = ReadHealthcheck(config),
            };
    }

    private static KeyValuePair<string, string> ReadVariable(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new(text, "") : new(text[..equals], text[(equals + 1)..]);
    }

    private static HistoryFacts ReadHistory(JsonElement entry) => entry.ValueKind == JsonValueKind.Object
        ? new HistoryFacts(entry.Time("created"), entry.Text("created_by") ?? "", entry.Flag("empty_layer"), entry.Text("comment"))
        : throw new JsonException("An entry of \"history\" is not an object.");

    // An absent or empty Test means "inherit", which in a built image means that there is none.
    private static ImmutableArray<string>? ReadHealthcheck(JsonElement config) =>
        config.Child("Healthcheck", JsonValueKind.Object)?.Texts("Test") is { IsEmpty: false } test ? test : null;
}

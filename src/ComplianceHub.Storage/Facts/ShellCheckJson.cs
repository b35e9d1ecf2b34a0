using System.Collections.Immutable;
using System.Text.Json;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Storage.Facts;

/// <summary>Compact JSON of what ShellCheck says: <c>[version, {key: [[code, level, start, length, message], …], …}]</c>.</summary>
internal static class ShellCheckJson
{
    public static byte[] Write(ShellCheckFacts facts)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteStringValue(facts.Version);
            json.WriteStartObject();
            foreach (var (key, comments) in facts.Scripts.OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                json.WriteStartArray(key);
                foreach (var comment in comments)
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(comment.Code);
                    json.WriteNumberValue((int)comment.Level);
                    json.WriteNumberValue(comment.Start);
                    json.WriteNumberValue(comment.Length);
                    json.WriteStringValue(comment.Message);
                    json.WriteEndArray();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndArray();
        }

        return buffer.ToArray();
    }

    public static ShellCheckFacts Read(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return new(
            document.RootElement[0].GetString() ?? "",
            document.RootElement[1].EnumerateObject().ToImmutableDictionary(
                s => s.Name,
                s => s.Value.EnumerateArray()
                    .Select(c => new ShellCheckComment(c[0].GetInt32(), (ShellCheckLevel)c[1].GetInt32(), c[2].GetInt32(), c[3].GetInt32(), c[4].GetString() ?? "")).ToImmutableArray(),
                StringComparer.Ordinal));
    }
}

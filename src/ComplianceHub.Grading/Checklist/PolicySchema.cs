using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Checklist;

/// <summary>The JSON Schema (draft 2020-12) of a written policy, <c>policy.schema.json</c> beside this file.</summary>
public static class PolicySchema
{
    /// <summary>The schema with the ids of all rules filled in, so that editors complete and check them. Ends with a line break.</summary>
    public static string Text()
    {
        using var stream = typeof(PolicySchema).Assembly.GetManifestResourceStream("policy.schema.json") ?? throw new InvalidOperationException("policy.schema.json is not embedded.");
        var schema = JsonNode.Parse(stream) ?? throw new InvalidOperationException("policy.schema.json is empty.");
        if (schema["$defs"]?["ruleId"] is JsonObject ids)
        {
            ids["enum"] = new JsonArray([.. RuleCatalog.Rules.Select(r => (JsonNode?)JsonValue.Create(r.Descriptor.Id))]);
        }

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            schema.WriteTo(json);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}

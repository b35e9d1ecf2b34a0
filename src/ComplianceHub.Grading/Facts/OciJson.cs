using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ComplianceHub.Grading.Facts;

/// <summary>
/// Reads JSON that strangers wrote: duplicate names, deep nesting and wrong types are refused, nulls count as absent, unknown names are ignored
/// (https://github.com/opencontainers/image-spec/blob/main/considerations.md).
/// </summary>
internal static class OciJson
{
    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static bool TryRead<T>(ReadOnlyMemory<byte> content, Func<JsonElement, T> read, [NotNullWhen(true)] out T? result, out string error)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(content, s_options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new JsonException("It is not a JSON object.");
            }

            RefuseNamesThatDifferInCaseOnly(document.RootElement);
            result = read(document.RootElement);
            error = "";
            return true;
        }
        catch (JsonException exception)
        {
            error = Describe(exception);
        }
        catch (InvalidOperationException)
        {
            // JsonElement.GetString on lone surrogates or invalid UTF-8.
            error = "It holds text that is not valid UTF-8.";
        }

        result = null;
        return false;
    }

    public static JsonElement? Child(this JsonElement element, string name, JsonValueKind kind)
    {
        if (!element.TryGetProperty(name, out var child) || child.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return child.ValueKind == kind ? child : throw new JsonException($"\"{name}\" is not {Article(kind)}.");
    }

    public static string? Text(this JsonElement element, string name) => element.Child(name, JsonValueKind.String)?.GetString();

    public static long? Number(this JsonElement element, string name) => element.Child(name, JsonValueKind.Number) is not { } number
        ? null
        : number.TryGetInt64(out var value) ? value : throw new JsonException($"\"{name}\" is not a whole number.");

    public static DateTime? Time(this JsonElement element, string name) =>
        element.Child(name, JsonValueKind.String) is { } time && time.TryGetDateTimeOffset(out var value) && value.Year > 1 ? value.UtcDateTime : null;

    public static bool Flag(this JsonElement element, string name) => element.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Child(name, JsonValueKind.Array)?.EnumerateArray().Where(i => i.ValueKind != JsonValueKind.Null) ?? [];

    /// <summary>An array of strings; a single string counts as an array of one, as Docker reads it.</summary>
    public static ImmutableArray<string> Texts(this JsonElement element, string name)
    {
        if (element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
        {
            return [value.GetString() ?? ""];
        }

        return [.. element.Items(name).Select(i => i.ValueKind == JsonValueKind.String
            ? i.GetString() ?? ""
            : throw new JsonException($"\"{name}\" holds something that is not a text."))];
    }

    /// <summary>The keys of an object such as <c>ExposedPorts</c>, sorted.</summary>
    public static ImmutableArray<string> Keys(this JsonElement element, string name) =>
        [.. (element.Child(name, JsonValueKind.Object)?.EnumerateObject().Select(p => p.Name) ?? []).Order(StringComparer.Ordinal)];

    public static ImmutableSortedDictionary<string, string> Map(this JsonElement element, string name)
    {
        var map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (element.Child(name, JsonValueKind.Object) is { } child)
        {
            foreach (var property in child.EnumerateObject())
            {
                map[property.Name] = property.Value.ValueKind switch
                {
                    JsonValueKind.String => property.Value.GetString() ?? "",
                    JsonValueKind.Null => "",
                    _ => throw new JsonException($"\"{name}\" holds something that is not a text."),
                };
            }
        }

        return map.ToImmutable();
    }

    // Go's encoding/json, which most registries and runtimes use, matches names without regard to case: such a document would mean different
    // things to them and to us.
    private static void RefuseNamesThatDifferInCaseOnly(JsonElement root)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in root.EnumerateObject())
        {
            if (!seen.Add(property.Name))
            {
                throw new JsonException("It holds the same name twice, in different case.");
            }
        }
    }

    // The reader's own messages quote the document; ours do not.
    private static string Describe(JsonException exception) =>
        exception.Message.StartsWith("Duplicate property", StringComparison.Ordinal) ? "It holds a JSON name twice."
        : exception.LineNumber is null ? exception.Message
        : exception.Message.Contains("depth", StringComparison.Ordinal) ? "It is nested too deeply."
        : $"It is not valid JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}).";

    private static string Article(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.Object => "an object",
        JsonValueKind.Number => "a number",
        _ => "a text",
    };
}

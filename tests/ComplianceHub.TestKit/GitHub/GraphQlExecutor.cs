using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ComplianceHub.TestKit.GitHub;

/// <summary>An object of the schema: its type, the interfaces that it is besides, and its fields, lazily.</summary>
internal sealed record GraphQlObject(string Type, string[] Interfaces, Dictionary<string, Func<GraphQlArguments, object?>> Fields);

/// <summary>Arguments of one field, variables filled in.</summary>
internal sealed record GraphQlArguments(ImmutableDictionary<string, object?> Values)
{
    public object? this[string name] => Values.GetValueOrDefault(name);
}

/// <summary>Ends a field with null and an error.</summary>
internal sealed class GraphQlException(string? type, string message) : Exception(message)
{
    public string? Type { get; } = type;

    public JsonObject? Extensions { get; init; }
}

/// <summary>Answers a parsed query; unknown fields and missing variables are errors, as with GitHub.</summary>
internal sealed class GraphQlExecutor(GraphQlDocument document, JsonElement variables)
{
    public JsonArray Errors { get; } = [];

    public JsonObject? Answer(GraphQlObject root)
    {
        foreach (var (name, isRequired) in document.Variables)
        {
            if (isRequired && Variable(name) is null)
            {
                Errors.Add(new JsonObject { ["message"] = $"Variable ${name} of required type was provided invalid value" });
                return null;
            }
        }

        return Resolve(root, document.Query, []);
    }

    private static bool Is(GraphQlObject value, string type) => value.Type == type || value.Interfaces.Contains(type);

    private JsonObject Resolve(GraphQlObject value, ImmutableArray<GraphQlSelection> selections, ImmutableArray<string> path)
    {
        var answer = new JsonObject();
        Fill(answer, value, selections, path);
        return answer;
    }

    private void Fill(JsonObject answer, GraphQlObject value, ImmutableArray<GraphQlSelection> selections, ImmutableArray<string> path)
    {
        foreach (var selection in selections)
        {
            if (selection.IsSpread)
            {
                var (type, inner) = document.Fragments[selection.Name];
                if (Is(value, type))
                {
                    Fill(answer, value, inner, path);
                }
            }
            else if (selection.IsFragment)
            {
                if (Is(value, selection.Name))
                {
                    Fill(answer, value, selection.Selections, path);
                }
            }
            else
            {
                var name = selection.Alias ?? selection.Name;
                answer[name] = Field(value, selection, path.Add(name));
            }
        }
    }

    private JsonNode? Field(GraphQlObject value, GraphQlSelection selection, ImmutableArray<string> path)
    {
        if (selection.Name == "__typename")
        {
            return value.Type;
        }

        if (!value.Fields.TryGetValue(selection.Name, out var field))
        {
            Fail(new GraphQlException("undefinedField", $"Field '{selection.Name}' doesn't exist on type '{value.Type}'"), path);
            return null;
        }

        try
        {
            var arguments = selection.Arguments.ToImmutableDictionary(a => a.Key, a => a.Value is GraphQlVariable variable ? Variable(variable.Name) : a.Value);
            return Node(field(new GraphQlArguments(arguments)), selection, path);
        }
        catch (GraphQlException e)
        {
            Fail(e, path);
            return null;
        }
    }

    private JsonNode? Node(object? value, GraphQlSelection selection, ImmutableArray<string> path)
    {
        switch (value)
        {
            case null:
                return null;
            case GraphQlObject inner:
                return Resolve(inner, selection.Selections, path);
            case IEnumerable<object> list:
                var array = new JsonArray();
                foreach (var item in list)
                {
                    var index = path.Add(array.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
                    if (item is GraphQlException withheld)
                    {
                        Fail(withheld, index);
                        array.Add(null);
                    }
                    else
                    {
                        array.Add(Node(item, selection, index));
                    }
                }

                return array;
            default:
                return JsonValue.Create(value);
        }
    }

    private void Fail(GraphQlException error, ImmutableArray<string> path)
    {
        var written = new JsonObject { ["path"] = new JsonArray([.. path.Select(p => int.TryParse(p, out var i) ? JsonValue.Create(i) : JsonValue.Create(p))]), ["message"] = error.Message };
        if (error.Type is not null)
        {
            written["type"] = error.Type;
        }

        if (error.Extensions is not null)
        {
            written["extensions"] = error.Extensions.DeepClone();
        }

        Errors.Add(written);
    }

    private object? Variable(string name) => !variables.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetInt64(),
        _ => null,
    };
}

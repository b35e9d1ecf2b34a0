using System.Collections.Immutable;
using System.Text.Json;

namespace ComplianceHub.Grading.Checklist;

/// <summary>One property of a written policy: how it is read into its owner and written from it.</summary>
internal sealed record PolicyProperty<T>(string Name, Func<T, PolicyValue, T> Read, Action<T, Utf8JsonWriter> Write)
{
    /// <summary>Names of the properties inside; empty when it is no object with fixed ones.</summary>
    public ImmutableArray<string> Inner { get; init; } = [];
}

/// <summary>An object of a written policy with a fixed set of properties, each optional; any other one is a problem.</summary>
internal sealed class PolicyObject<T>(params ImmutableArray<PolicyProperty<T>> properties)
{
    public ImmutableArray<PolicyProperty<T>> Properties { get; } = properties;

    public T Read(T start, PolicyValue value)
    {
        var read = start;
        foreach (var (name, member) in value.Members())
        {
            if (Properties.FirstOrDefault(p => p.Name == name) is { } property)
            {
                read = property.Read(read, member);
            }
            else
            {
                member.Report($"no such property; there are {string.Join(", ", Properties.Select(p => p.Name))}");
            }
        }

        return read;
    }

    public void Write(T from, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var property in Properties)
        {
            property.Write(from, json);
        }

        json.WriteEndObject();
    }
}

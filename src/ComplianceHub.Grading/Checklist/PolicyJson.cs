using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ComplianceHub.Grading.Checklist;

/// <summary>Something that is wrong with a written policy.</summary>
/// <param name="Path">The property, for instance <c>rules.apt-pin</c> or <c>registries[2]</c>; empty for the document.</param>
/// <param name="Reason">For instance <c>sum to 9,900, must be 10,000</c>.</param>
public sealed record PolicyProblem(string Path, string Reason)
{
    public override string ToString() => Path.Length == 0 ? Reason : $"{Path}: {Reason}";
}

/// <summary>A policy as far as it could be read, and what is wrong with it.</summary>
/// <param name="Policy">What could not be read has its default.</param>
/// <param name="Problems">In the order of the document; empty when the policy may be used as it is written.</param>
public sealed record PolicyReading(Policy Policy, ImmutableArray<PolicyProblem> Problems)
{
    public bool IsValid => Problems.IsEmpty;
}

/// <summary>
/// The written form of a policy: JSON as <c>policy.schema.json</c> (<see cref="PolicySchema"/>) describes it. The one reader, writer and validation of
/// policies, for the store, files and editors. Absent properties have their defaults; comments are allowed.
/// </summary>
public static class PolicyJson
{
    // AOT and trimming leave it whole: nothing here is found by reflection.
    private static readonly JsonDocumentOptions s_reading = new() { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 16 };

    private static readonly JsonWriterOptions s_writing = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a policy. Never throws on bad input: what is wrong is in <see cref="PolicyReading.Problems"/>.</summary>
    public static PolicyReading Read(string json)
    {
        var problems = new List<PolicyProblem>();
        try
        {
            using var document = JsonDocument.Parse(json, s_reading);
            var policy = PolicyProperties.Root.Read(Policy.Default, new PolicyValue(document.RootElement, "", problems));
            return new(policy, [.. problems]);
        }
        catch (JsonException exception)
        {
            // The exception's own message quotes characters of the file and counts lines from 0.
            var reason = exception.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line + 1}: not JSON") : "a property stands twice";
            return new(Policy.Default, [new("", reason)]);
        }
    }

    /// <summary>Writes a policy whole, defaults included. Ends with a line break.</summary>
    public static string Write(Policy policy)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_writing))
        {
            PolicyProperties.Root.Write(policy, json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>What is wrong with a policy made by a program.</summary>
    public static ImmutableArray<PolicyProblem> Check(Policy policy) => Read(Write(policy)).Problems;
}

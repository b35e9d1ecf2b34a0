using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ComplianceHub.Grading.Checklist;

/// <summary>A value of a written policy and where it stands. What it should be and is not goes to the problems, and the caller gets null or less.</summary>
internal readonly struct PolicyValue(JsonElement element, string path, ICollection<PolicyProblem> problems)
{
    public void Report(string reason) => problems.Add(new(path, reason));

    public long? Integer(long least, long most)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) && number >= least && number <= most && decimal.IsInteger(number))
        {
            return (long)number;
        }

        Report(string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least:N0} to {most:N0}"));
        return null;
    }

    public bool? Truth()
    {
        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.GetBoolean();
        }

        Report("must be true or false");
        return null;
    }

    /// <param name="refuse">Why a text cannot stand here; null when it can.</param>
    public string? Text(Func<string, string?> refuse)
    {
        var text = element.ValueKind == JsonValueKind.String ? Decoded() : null;
        var reason = text is null ? "must be text" : refuse(text);
        if (reason is null)
        {
            return text;
        }

        Report(reason);
        return null;
    }

    /// <summary>The texts of an array that can stand there.</summary>
    public ImmutableArray<string> Texts(Func<string, string?> refuse)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Report("must be a list");
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var (index, item) in element.EnumerateArray().Index())
        {
            var place = new PolicyValue(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), problems);
            if (place.Text(refuse) is { } text)
            {
                if (texts.Contains(text))
                {
                    place.Report("stands there twice");
                }
                else
                {
                    texts.Add(text);
                }
            }
        }

        return texts.ToImmutable();
    }

    public IEnumerable<(string Name, PolicyValue Value)> Members()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Report("must be an object");
            return [];
        }

        var (at, found) = (path, problems);
        return element.EnumerateObject().Select(p => (p.Name, new PolicyValue(p.Value, at.Length == 0 ? p.Name : $"{at}.{p.Name}", found)));
    }

    private string? Decoded()
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }
}

using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Labels;

/// <summary>A label that a LABEL of the shipped lineage sets, and where.</summary>
internal sealed record DeclaredLabel(LabelInstruction Instruction, KeyValue Pair)
{
    public string Key => Pair.Key;

    public string Value => Pair.Value;

    /// <summary>Whether the value comes from a variable, so that only the build knows it.</summary>
    public bool IsDynamic => Pair.RawValue.Contains('$', StringComparison.Ordinal);

    public RuleFinding Report(string message) => RuleFinding.At(Instruction, message, Key) with { Span = Pair.Span };
}

/// <summary>Reads the labels an image gets.</summary>
internal static class LabelReader
{
    /// <summary>All labels of the shipped stage and of the stages it stands on, in order of the file.</summary>
    public static DeclaredLabel[] Declared(BuildTargetFacts target) => target.Stage?.Derive<DeclaredLabel[]>(static stage =>
        [.. NeededStages.Shipped(stage).SelectMany(s => s.Executed).OfType<LabelInstruction>().SelectMany(l => l.Pairs.Select(p => new DeclaredLabel(l, p)))]) ?? [];

    /// <summary>The labels of a config without those that only its base sets, as far as the history tells.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Shipped(ImageConfigFacts config)
    {
        var own = ShippedHistory.OwnSteps(config);
        var inherited = ShippedHistory.BaseSteps(config);
        return config.Labels.Where(l => Sets(own, l.Key) || !Sets(inherited, l.Key));
    }

    private static bool Sets(IEnumerable<HistoryStep> steps, string key) =>
        steps.Any(s => s.Instruction == "LABEL" && s.Text.Contains(key + "=", StringComparison.Ordinal));
}

using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>One instruction as an image's history tells it.</summary>
/// <param name="Instruction">Upper-case name.</param>
/// <param name="Text">Without the name; for RUN the script alone.</param>
/// <param name="BuildArguments">Arguments of the build that a RUN saw: their values are in the image for everybody to read.</param>
/// <param name="IsBuildKit">BuildKit writes no mounts into the history, so that a cache mount may have been there.</param>
public sealed record HistoryStep(string Instruction, string Text, ImmutableArray<KeyValuePair<string, string>> BuildArguments, bool IsBuildKit);

/// <summary>
/// Reads the lines of an image's history, which are no Dockerfile: <c>/bin/sh -c #(nop) ENV a=b</c>, <c>|1 A=b /bin/sh -c make</c>,
/// <c>RUN /bin/sh -c make # buildkit</c>, <c>COPY a b # buildkit</c>.
/// </summary>
public static class ShippedHistory
{
    private const string NoOperation = "#(nop)";
    private const string BuildKitMark = "# buildkit";

    /// <summary>The steps of the image itself, without those of the base it stands on.</summary>
    public static ImmutableArray<HistoryStep> OwnSteps(ImageConfigFacts config) => [.. config.History.Skip(BaseLength(config.History)).Select(h => Read(h.CreatedBy))];

    /// <summary>The steps of the base.</summary>
    public static ImmutableArray<HistoryStep> BaseSteps(ImageConfigFacts config) => [.. config.History.Take(BaseLength(config.History)).Select(h => Read(h.CreatedBy))];

    /// <summary>Reads one line.</summary>
    public static HistoryStep Read(string createdBy)
    {
        var text = createdBy.Trim();
        var isBuildKit = text.EndsWith(BuildKitMark, StringComparison.Ordinal);
        text = isBuildKit ? text[..^BuildKitMark.Length].TrimEnd() : text;
        if (text.IndexOf(NoOperation, StringComparison.Ordinal) is var mark and >= 0)
        {
            return Split(text[(mark + NoOperation.Length)..].Trim(), isBuildKit);
        }

        var run = text.StartsWith("RUN ", StringComparison.Ordinal) ? text[4..].TrimStart() : text;
        var arguments = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        if (run.StartsWith('|'))
        {
            run = ReadArguments(run, arguments);
        }

        var shell = run.StartsWith('/') || arguments.Count > 0 ? run.IndexOf(" -c ", StringComparison.Ordinal) : -1;
        return shell > 0 ? new("RUN", run[(shell + 4)..].Trim(), arguments.ToImmutable(), isBuildKit)
            : run.Length < text.Length ? new("RUN", run, arguments.ToImmutable(), isBuildKit)
            : Split(text, isBuildKit);
    }

    private static HistoryStep Split(string text, bool isBuildKit)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? new(text.ToUpperInvariant(), "", [], isBuildKit) : new(text[..end].ToUpperInvariant(), text[(end + 1)..].Trim(), [], isBuildKit);
    }

    private static string ReadArguments(string run, ImmutableArray<KeyValuePair<string, string>>.Builder arguments)
    {
        var parts = run.Split(' ', 2);
        if (!int.TryParse(parts[0].AsSpan(1), out var count) || parts.Length < 2)
        {
            return run;
        }

        // Values may hold blanks: the last one ends where the shell begins.
        var shell = parts[1].IndexOf(" /bin/", StringComparison.Ordinal);
        var words = (shell < 0 ? parts[1] : parts[1][..shell]).Split(' ');
        foreach (var word in words.Where(w => w.Contains('=', StringComparison.Ordinal)).Take(count))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            arguments.Add(new(word[..equals], word[(equals + 1)..]));
        }

        return shell < 0 ? parts[1] : parts[1][(shell + 1)..];
    }

    /// <summary>
    /// How many lines come from the base: up to the last CMD before the newest layer of the image's own, for nearly every base ends in one.
    /// Without such a CMD the first ADD (the root file system) is taken for the base.
    /// </summary>
    private static int BaseLength(ImmutableArray<HistoryFacts> history)
    {
        var seenLayer = false;
        for (var i = history.Length - 1; i >= 0; i--)
        {
            if (!history[i].EmptyLayer)
            {
                seenLayer = true;
            }
            else if (seenLayer && Read(history[i].CreatedBy).Instruction == "CMD")
            {
                return i + 1;
            }
        }

        return history.Length > 0 && Read(history[0].CreatedBy).Instruction == "ADD" ? 1 : 0;
    }
}

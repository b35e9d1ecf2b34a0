using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Size;

/// <summary>The compressed layers of a platform are larger than the policy allows.</summary>
public sealed class SizeOverBudget : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("size-over-budget", "Image is larger than its budget", Criterion.ImageSize, RuleKind.Question, Severity.Medium)
    {
        Reads = PolicyParts.ImageSize,
        Links = ["https://docs.docker.com/build/building/best-practices/#use-multi-stage-builds"],
    };

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context)
    {
        if (platform.Layers.IsEmpty)
        {
            return RuleAnswer.NotCollected("The manifest's layers are not known.");
        }

        var budget = context.Policy.ImageSizeBudget;
        if (platform.CompressedSize <= budget)
        {
            return RuleAnswer.Pass;
        }

        var largest = platform.Layers.OrderByDescending(l => l.Size).ThenBy(l => l.Digest, StringComparer.Ordinal).Take(3).Select(l => $"{Megabytes(l.Size)}{MadeBy(l.CreatedBy)}");
        return RuleAnswer.Of([new($"{Megabytes(platform.CompressedSize)} compressed, {Megabytes(budget)} allowed; largest layers: {string.Join(", ", largest)}.", "size")
        {
            Remediation = "Begin with the largest layer: build in a stage of its own and copy the result, install without recommended packages and caches, and choose a smaller base.",
        }]);
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.0} MB");

    /// <summary>Instruction and command only: a history line may hold anything.</summary>
    private static string MadeBy(string? createdBy)
    {
        if (createdBy is null)
        {
            return "";
        }

        var line = HistoryLine.Parse(createdBy);
        var command = line.Name == "RUN" ? line.Script?.Commands.FirstOrDefault(c => c.Name.Length > 0 && c.Name != "set")?.Name : null;
        return command is null ? $" ({line.Name})" : $" ({line.Name} {command})";
    }
}

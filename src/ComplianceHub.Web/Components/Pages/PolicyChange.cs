using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>How two policies differ, in words.</summary>
public static class PolicyChange
{
    /// <summary>One sentence a property that differs; none when nothing does.</summary>
    public static IReadOnlyList<string> Between(Policy before, Policy after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var budgets = Criterion.All.Where(c => before.BudgetOf(c) != after.BudgetOf(c)).Select(c => $"{c.Id}: {Display.Points(before.BudgetOf(c))} → {Display.Points(after.BudgetOf(c))} points");
        var severities = before.Severities.Keys.Union(after.Severities.Keys).Where(r => Own(before, r) != Own(after, r)).Select(r => $"{r}: {Own(before, r)} → {Own(after, r)}");
        string?[] others =
        [
            List("registries", before.Registries, after.Registries),
            List("required labels", before.RequiredLabels, after.RequiredLabels),
            List("allowed labels", before.AllowedLabels, after.AllowedLabels),
            List("left out", before.ExcludedPaths, after.ExcludedPaths),
            List("rules off", before.DisabledRules, after.DisabledRules),
            before.Bands == after.Bands ? null : $"letters from {Bands(before.Bands)} → {Bands(after.Bands)}",
            before.ImageSizeBudget == after.ImageSizeBudget ? null : $"image size: {Display.Bytes(before.ImageSizeBudget)} → {Display.Bytes(after.ImageSizeBudget)}",
            before.Suppressions.Dialects.SequenceEqual(after.Suppressions.Dialects) ? null : "which comments may suppress findings",
            before.WaiverDays == after.WaiverDays ? null : $"waivers last at most, low to critical: {Days(before.WaiverDays)} → {Days(after.WaiverDays)} days",
        ];
        return [.. budgets, .. others.OfType<string>(), .. severities];
    }

    private static string? List(string what, IEnumerable<string> before, IEnumerable<string> after)
    {
        var parts = after.Except(before).Select(a => "+ " + a).Concat(before.Except(after).Select(b => Display.Minus + " " + b)).ToList();
        return parts.Count == 0 ? null : $"{what}: {string.Join(", ", parts)}";
    }

    private static string Own(Policy policy, string rule)
    {
        return policy.Severities.TryGetValue(rule, out var severity) ? severity.ToString().ToLowerInvariant() : "its own severity";
    }

    private static string Days(WaiverLimits limits)
    {
        return $"{limits.Low}/{limits.Medium}/{limits.High}/{limits.Critical}";
    }

    private static string Bands(GradeBands bands)
    {
        return $"{bands.A / 100}/{bands.B / 100}/{bands.C / 100}/{bands.D / 100}";
    }
}

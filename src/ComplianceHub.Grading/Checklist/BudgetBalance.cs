using System.Collections.Immutable;

namespace ComplianceHub.Grading.Checklist;

/// <summary>Moves budgets so that they always sum to 10,000: what one gains the others give, in proportion to what they have.</summary>
public static class BudgetBalance
{
    private const int Whole = 10_000;

    /// <param name="id">The criterion that gets <paramref name="budget"/>, or as much of it as the locked ones leave.</param>
    /// <param name="locked">Criteria that keep what they have.</param>
    public static ImmutableSortedDictionary<string, int> Move(ImmutableSortedDictionary<string, int> budgets, string id, int budget, IReadOnlySet<string> locked)
    {
        var others = Criterion.All.Where(c => c.Id != id && !locked.Contains(c.Id)).Select(c => c.Id).ToList();
        var free = Whole - Criterion.All.Where(c => c.Id != id && locked.Contains(c.Id)).Sum(c => budgets.GetValueOrDefault(c.Id));
        var own = others.Count == 0 ? free : Math.Clamp(budget, 0, free);
        var weights = others.Select(o => (long)budgets.GetValueOrDefault(o)).ToArray();
        if (weights.Sum() == 0)
        {
            Array.Fill(weights, 1L);
        }

        var sum = weights.Sum();
        var rest = free - own;
        var parts = weights.Select(w => (int)(rest * w / sum)).ToArray();
        var largest = Enumerable.Range(0, parts.Length).OrderByDescending(i => rest * weights[i] % sum).ThenBy(i => i).ToArray();
        for (var i = 0; i < rest - weights.Sum(w => (int)(rest * w / sum)); i++)
        {
            parts[largest[i]]++;
        }

        var moved = budgets.ToBuilder();
        moved[id] = own;
        for (var i = 0; i < others.Count; i++)
        {
            moved[others[i]] = parts[i];
        }

        return moved.ToImmutable();
    }
}

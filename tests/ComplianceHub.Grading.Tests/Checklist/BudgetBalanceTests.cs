using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using CsCheck;

namespace ComplianceHub.Grading.Tests.Checklist;

public sealed class BudgetBalanceTests
{
    private static readonly Gen<string> s_criterion = Gen.Int[0, Criterion.All.Length - 1].Select(i => Criterion.All[i].Id);

    [Fact]
    public void However_budgets_are_moved_they_sum_to_ten_thousand_and_what_is_locked_stays() =>
        Gen.Select(s_criterion, Gen.Int[0, 10_000], s_criterion.Array[0, 13]).Array[1, 8].Sample(moves =>
        {
            var budgets = Policy.Default.Budgets;
            foreach (var (id, budget, held) in moves)
            {
                var locked = held.Where(h => h != id).ToHashSet(StringComparer.Ordinal);
                var free = 10_000 - locked.Sum(l => budgets[l]);
                var moved = BudgetBalance.Move(budgets, id, budget, locked);
                var isRight = moved.Values.Sum() == 10_000 && moved.Values.All(v => v >= 0) && locked.All(l => moved[l] == budgets[l])
                    && moved[id] == (locked.Count == Criterion.All.Length - 1 ? free : Math.Min(budget, free));
                if (!isRight)
                {
                    return false;
                }

                budgets = moved;
            }

            return true;
        });

    [Fact]
    public void The_others_give_in_proportion()
    {
        var moved = BudgetBalance.Move(Policy.Default.Budgets, "no-secrets", 2_350, ImmutableHashSet<string>.Empty);

        Assert.Equal((2_350, 1_260, 900, 270), (moved["no-secrets"], moved["non-root"], moved["minimal-base"], moved["runtime"]));
    }
}

using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>Headings that are the finding itself.</summary>
public static class Headlines
{
    /// <summary>The organisation's: how it moved and what moved it most.</summary>
    public static (string Title, string? Lead) Of(Overview overview, Ledger? ledger, IReadOnlyList<TeamSummary> teams)
    {
        ArgumentNullException.ThrowIfNull(overview);
        ArgumentNullException.ThrowIfNull(teams);
        return (Movement("The score", overview, ledger), Lead(overview, teams));
    }

    /// <summary>A team's: how far it is from its target.</summary>
    public static string OfTeam(string name, Overview overview, int target)
    {
        ArgumentNullException.ThrowIfNull(overview);
        if (overview.Score.Value is not { } score)
        {
            return $"{name} has no scored image yet";
        }

        return score >= target ? $"{name} is at its target" : $"{name} is {Display.Points(target - score)} points short of its target";
    }

    private static string Movement(string what, Overview overview, Ledger? ledger)
    {
        if (overview.Score.Value is not { } score)
        {
            return "Too little is judged for a score";
        }

        if (ledger is null || overview.Change30 is not { } change || Display.ToTenths(change) == 0)
        {
            return $"{what} stands at {Display.Score(score)}";
        }

        var causes = ledger.Rows.Where(r => r.Shown != 0).OrderByDescending(r => Math.Abs(r.Shown)).Take(2)
            .Select(r => $"{Word(r.Cause)} {(r.Shown > 0 ? "earned" : "cost")} {Display.Tenths(Math.Abs(r.Shown))}");
        return $"{(change > 0 ? "Up" : "Down")} {Display.Points(Math.Abs(change))} points: {string.Join(", ", causes)}";
    }

    private static string Word(LedgerCause cause)
    {
        return cause switch
        {
            LedgerCause.Code => "changes to Dockerfiles",
            LedgerCause.Policy => "the policy",
            LedgerCause.Waivers => "waivers",
            LedgerCause.Fleet => "images that came and went",
            _ => "new evidence",
        };
    }

    private static string Lead(Overview overview, IReadOnlyList<TeamSummary> teams)
    {
        var owned = teams.Where(t => t.TeamId is not null).ToList();
        var below = owned.Count(t => t.ToGo > 0);
        var lead = below == 0 ? "Every team is at its target." : $"{Display.Count(below)} of {Display.Count(owned.Count, "team")} {(below == 1 ? "is" : "are")} below target.";
        return overview.Findings.Critical == 0
            ? lead
            : $"{lead} {Display.Count(overview.Findings.Critical, "critical finding")} open.";
    }
}

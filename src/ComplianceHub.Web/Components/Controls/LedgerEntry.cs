using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ComplianceHub.Web.Components.Controls;

/// <summary>The first or last line of a ledger.</summary>
/// <param name="Label">"24 Oct".</param>
/// <param name="Score">Basis points.</param>
/// <param name="Note">"as graded then, policy v6".</param>
public sealed record LedgerEnd(string Label, int Score, string? Note = null);

/// <summary>One cause of a change.</summary>
/// <param name="Icon">A constant of <c>MudBlazor.Icons.Material.Outlined</c>.</param>
/// <param name="Points">Basis points, signed.</param>
/// <param name="What">What happened, with its links.</param>
public sealed record LedgerEntry(string Cause, string Icon, int Points, RenderFragment? What = null)
{
    public static LedgerEntry Code(int points, RenderFragment? what = null)
    {
        return new LedgerEntry("Code", Icons.Material.Outlined.Code, points, what);
    }

    public static LedgerEntry Policy(int points, RenderFragment? what = null)
    {
        return new LedgerEntry("Policy", Icons.Material.Outlined.Gavel, points, what);
    }

    public static LedgerEntry Waivers(int points, RenderFragment? what = null)
    {
        return new LedgerEntry("Waivers", Icons.Material.Outlined.EventAvailable, points, what);
    }

    public static LedgerEntry Fleet(int points, RenderFragment? what = null)
    {
        return new LedgerEntry("Fleet", Icons.Material.Outlined.DirectionsBoat, points, what);
    }

    public static LedgerEntry Evidence(int points, RenderFragment? what = null)
    {
        return new LedgerEntry("Evidence", Icons.Material.Outlined.FactCheck, points, what);
    }
}

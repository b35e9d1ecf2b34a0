using System.Collections.Immutable;
using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage;
using ComplianceHub.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace ComplianceHub.Web.Components.Pages;

/// <summary>A draft of the policy, saved as it is changed. What is not sound is said and not saved.</summary>
public sealed partial class PolicyEditor
{
    private const int WidestBudget = 2_000;
    private const int BasisPoints = 100;
    private const int Megabyte = 1_000_000;

    private readonly HashSet<string> _locked = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _problems = [];
    private string _json = "";

    [Parameter]
    public int Id { get; set; }

    [Inject]
    private PolicyStore Policies { get; set; } = null!;

    // What is being edited is not read again under the editor's hands.
    protected override IReadOnlyList<HubEvent> RefreshOn => [];

    private static ImmutableArray<Band> Bands { get; } =
    [
        new(Grade.A, b => b.A, (b, v) => b with { A = v }), new(Grade.B, b => b.B, (b, v) => b with { B = v }), new(Grade.C, b => b.C, (b, v) => b with { C = v }),
        new(Grade.D, b => b.D, (b, v) => b with { D = v }),
    ];

    private static ImmutableArray<TextList> Lists { get; } =
    [
        new("Own registries", "One a line: a host, or a host and the beginning of a path.", p => p.Registries, (p, v) => p with { Registries = v }),
        new("Required labels", "a|b asks for one of them.", p => p.RequiredLabels, (p, v) => p with { RequiredLabels = v }),
        new("Labels allowed besides", "Keys, or their beginning and *. Empty allows all.", p => p.AllowedLabels, (p, v) => p with { AllowedLabels = v }),
        new("Dockerfiles left out of scoring", "Globs from the repository’s root; what is left out is shown with its number.", p => p.ExcludedPaths, (p, v) => p with { ExcludedPaths = v }),
    ];

    private Policy? Draft { get; set; }

    protected override async Task<Data> ReadAsync(CancellationToken cancellationToken)
    {
        var draft = await Policies.FindDraftAsync(Id, cancellationToken);
        return draft is { } found ? new Data(await Policies.CurrentAsync(cancellationToken), found.Draft.BasedOn, found.Policy) : new Data(null, 0, null);
    }

    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (Draft is null && View?.Draft is { } draft)
        {
            (Draft, _json) = (draft, PolicyJson.Write(draft));
        }
    }

    private static string Heading(Policy current, Policy draft)
    {
        var changes = PolicyChange.Between(current, draft).Count;
        return changes == 0 ? $"A draft that asks what v{current.Version} asks" : $"A draft with {Display.Count(changes, "change")} to v{current.Version}";
    }

    private static string Width(int budget)
    {
        return Svg.Pct((double)Math.Min(budget, WidestBudget) / WidestBudget);
    }

    private static string RulesNote(Policy draft)
    {
        var set = draft.DisabledRules.Count + draft.Severities.Count;
        return set == 0 ? "as they come" : $"{Display.Count(set)} set otherwise";
    }

    private static string SettingOf(Policy draft, string rule)
    {
        return draft.DisabledRules.Contains(rule) ? "off" : draft.Severities.TryGetValue(rule, out var severity) ? SeverityIcon.NameOf(severity) : "";
    }

    private static decimal? Number(string? text)
    {
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000 ? number : null;
    }

    private void Lock(string id)
    {
        if (!_locked.Remove(id))
        {
            _locked.Add(id);
        }
    }

    private Task WeighAsync(string id, string? text)
    {
        return Number(text) is { } points
            ? SaveAsync(d => d with { Budgets = BudgetBalance.Move(d.Budgets, id, (int)Math.Min(points * BasisPoints, 10_000), _locked) })
            : Task.CompletedTask;
    }

    private Task BandAsync(Band band, string? text)
    {
        return Number(text) is { } least ? SaveAsync(d => d with { Bands = band.Set(d.Bands, (int)Math.Min(least * BasisPoints, 10_000)) }) : Task.CompletedTask;
    }

    private Task ListAsync(TextList list, string? text)
    {
        return SaveAsync(d => list.Set(d, [.. (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]));
    }

    private Task SizeAsync(string? text)
    {
        return Number(text) is { } megabytes ? SaveAsync(d => d with { ImageSizeBudget = (long)(megabytes * Megabyte) }) : Task.CompletedTask;
    }

    private Task DaysAsync(Severity severity, string? text)
    {
        return Number(text) is not { } days ? Task.CompletedTask : SaveAsync(d => d with
        {
            WaiverDays = severity switch
            {
                Severity.Critical => d.WaiverDays with { Critical = (int)days },
                Severity.High => d.WaiverDays with { High = (int)days },
                Severity.Medium => d.WaiverDays with { Medium = (int)days },
                _ => d.WaiverDays with { Low = (int)days },
            },
        });
    }

    private Task DialectAsync(InlineIgnoreDialect dialect)
    {
        return SaveAsync(d => d with { Suppressions = d.Suppressions with { Dialects = d.Suppressions.Dialects.SymmetricExcept([dialect]) } });
    }

    private Task ReasonAsync()
    {
        return SaveAsync(d => d with { Suppressions = d.Suppressions with { RequireReason = !d.Suppressions.RequireReason } });
    }

    private Task SetRuleAsync(string rule, string setting)
    {
        return SaveAsync(d => d with
        {
            DisabledRules = setting == "off" ? d.DisabledRules.Add(rule) : d.DisabledRules.Remove(rule),
            Severities = Enum.TryParse<Severity>(setting, true, out var severity) ? d.Severities.SetItem(rule, severity) : d.Severities.Remove(rule),
        });
    }

    private async Task ImportAsync()
    {
        var read = PolicyJson.Read(_json);
        if (!read.IsValid)
        {
            _problems = [.. read.Problems.Select(p => p.ToString())];
            return;
        }

        await SaveAsync(_ => read.Policy);
    }

    private async Task SaveAsync(Func<Policy, Policy> change)
    {
        if (Draft is not { } before)
        {
            return;
        }

        // What is not sound stays on the screen with its reason, and what is stored stays sound.
        var draft = change(before);
        Draft = draft;
        _problems = [.. PolicyJson.Check(draft).Select(p => p.ToString())];
        if (_problems.Count == 0)
        {
            await Policies.SaveDraftAsync(Id, draft, HubActors.Web, CancellationToken.None);
            _json = PolicyJson.Write(draft);
        }
    }

    private async Task DiscardAsync()
    {
        await Policies.DiscardDraftAsync(Id, CancellationToken.None);
        Navigation.NavigateTo(HubUrls.Policy);
    }

    /// <summary>What the page shows.</summary>
    /// <param name="Current">The policy in force; null when there is no such draft.</param>
    public sealed record Data(Policy? Current, int BasedOn, Policy? Draft);

    private sealed record Band(Grade Letter, Func<GradeBands, int> Get, Func<GradeBands, int, GradeBands> Set);

    private sealed record TextList(string Title, string Help, Func<Policy, ImmutableArray<string>> Get, Func<Policy, ImmutableArray<string>, Policy> Set);
}

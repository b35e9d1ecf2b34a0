using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Checklist;

/// <summary>The properties of a written policy, one entry each. <c>policy.schema.json</c> describes the same to editors; a test holds them together.</summary>
internal static class PolicyProperties
{
    private const int WholeBudget = 10_000;
    private const string On = "on";
    private const string Off = "off";

    private static readonly PolicyObject<GradeBands> s_bands = new(
        Band("A", b => b.A, (b, v) => b with { A = v }),
        Band("B", b => b.B, (b, v) => b with { B = v }),
        Band("C", b => b.C, (b, v) => b with { C = v }),
        Band("D", b => b.D, (b, v) => b with { D = v }));

    private static readonly PolicyObject<SuppressionPolicy> s_suppressions = new(
        new("dialects", (s, v) => s with { Dialects = [.. v.Texts(RefuseDialect).Select(DialectOf)] },
            (s, json) => Write(json, "dialects", s.Dialects.Select(NameOf))),
        new("rules", (s, v) => s with { Rules = [.. v.Texts(t => t == SuppressionPolicy.EveryRule ? null : RefuseRule(t))] }, (s, json) => Write(json, "rules", s.Rules)),
        new("exceptRules", (s, v) => s with { ExceptRules = [.. v.Texts(RefuseRule)] }, (s, json) => Write(json, "exceptRules", s.ExceptRules)),
        new("requireReason", (s, v) => s with { RequireReason = v.Truth() ?? s.RequireReason }, (s, json) => json.WriteBoolean("requireReason", s.RequireReason)));

    private static readonly PolicyObject<WaiverLimits> s_waiverDays = new(
        Days("low", l => l.Low, (l, v) => l with { Low = v }),
        Days("medium", l => l.Medium, (l, v) => l with { Medium = v }),
        Days("high", l => l.High, (l, v) => l with { High = v }),
        Days("critical", l => l.Critical, (l, v) => l with { Critical = v }));

    public static PolicyObject<Policy> Root { get; } = new(
        new("$schema", ReadSchema, (_, _) => { }),
        new("version", (p, v) => p with { Version = (int?)v.Integer(0, int.MaxValue) ?? p.Version }, (p, json) => json.WriteNumber("version", p.Version)),
        new("budgets", ReadBudgets, WriteBudgets) { Inner = [.. Criterion.All.Select(c => c.Id)] },
        new("bands", ReadBands, (p, json) => Write(json, "bands", s_bands, p.Bands)) { Inner = [.. s_bands.Properties.Select(b => b.Name)] },
        new("rules", ReadRules, WriteRules),
        new("registries", (p, v) => p with { Registries = v.Texts(RefuseRegistry) }, (p, json) => Write(json, "registries", p.Registries)),
        new("requiredLabels", (p, v) => p with { RequiredLabels = v.Texts(RefuseWord) }, (p, json) => Write(json, "requiredLabels", p.RequiredLabels)),
        new("allowedLabels", (p, v) => p with { AllowedLabels = v.Texts(RefuseWord) }, (p, json) => Write(json, "allowedLabels", p.AllowedLabels)),
        new("imageSizeBudget", (p, v) => p with { ImageSizeBudget = v.Integer(1, long.MaxValue) ?? p.ImageSizeBudget }, (p, json) => json.WriteNumber("imageSizeBudget", p.ImageSizeBudget)),
        new("excludedPaths", (p, v) => p with { ExcludedPaths = v.Texts(RefuseGlob) }, (p, json) => Write(json, "excludedPaths", p.ExcludedPaths)),
        new("suppressions", (p, v) => p with { Suppressions = s_suppressions.Read(p.Suppressions, v) }, (p, json) => Write(json, "suppressions", s_suppressions, p.Suppressions))
        {
            Inner = [.. s_suppressions.Properties.Select(s => s.Name)],
        },
        new("waiverDays", (p, v) => p with { WaiverDays = s_waiverDays.Read(p.WaiverDays, v) }, (p, json) => Write(json, "waiverDays", s_waiverDays, p.WaiverDays))
        {
            Inner = [.. s_waiverDays.Properties.Select(d => d.Name)],
        });

    /// <summary>What may stand for a rule.</summary>
    public static ImmutableArray<string> RuleSettings { get; } = [Off, On, .. Enum.GetValues<Severity>().Select(NameOf)];

    /// <summary>Dialects by name.</summary>
    public static ImmutableArray<string> Dialects { get; } = [.. Enum.GetValues<InlineIgnoreDialect>().Select(NameOf)];

    /// <summary>Editors' own; only its type is looked at.</summary>
    private static Policy ReadSchema(Policy policy, PolicyValue value)
    {
        value.Text(_ => null);
        return policy;
    }

    private static PolicyProperty<GradeBands> Band(string name, Func<GradeBands, int> get, Func<GradeBands, int, GradeBands> set) => new(
        name, (bands, value) => value.Integer(1, WholeBudget) is { } least ? set(bands, (int)least) : bands, (bands, json) => json.WriteNumber(name, get(bands)));

    private static PolicyProperty<WaiverLimits> Days(string name, Func<WaiverLimits, int> get, Func<WaiverLimits, int, WaiverLimits> set) => new(
        name, (limits, value) => value.Integer(0, WaiverLimits.Longest) is { } days ? set(limits, (int)days) : limits, (limits, json) => json.WriteNumber(name, get(limits)));

    private static Policy ReadBudgets(Policy policy, PolicyValue value)
    {
        var budgets = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        var sound = true;
        foreach (var (id, member) in value.Members())
        {
            if (Criterion.Find(id) is null)
            {
                member.Report($"no such criterion; there are {string.Join(", ", Criterion.All.Select(c => c.Id))}");
                sound = false;
            }
            else if (member.Integer(0, WholeBudget) is { } budget)
            {
                budgets[id] = (int)budget;
            }
            else
            {
                sound = false;
            }
        }

        var sum = budgets.Values.Sum();
        if (sound && sum != WholeBudget)
        {
            value.Report(string.Create(CultureInfo.InvariantCulture, $"sum to {sum:N0}, must be {WholeBudget:N0}; a criterion that is not named weighs nothing"));
        }

        return policy with { Budgets = budgets.ToImmutable() };
    }

    private static void WriteBudgets(Policy policy, Utf8JsonWriter json)
    {
        json.WriteStartObject("budgets");
        foreach (var criterion in Criterion.All.Where(c => policy.Budgets.ContainsKey(c.Id)))
        {
            json.WriteNumber(criterion.Id, policy.BudgetOf(criterion));
        }

        // What this program does not know is for the reader to refuse.
        foreach (var (id, budget) in policy.Budgets.Where(b => Criterion.Find(b.Key) is null))
        {
            json.WriteNumber(id, budget);
        }

        json.WriteEndObject();
    }

    private static Policy ReadBands(Policy policy, PolicyValue value)
    {
        var bands = s_bands.Read(policy.Bands, value);
        if (!(bands.A > bands.B && bands.B > bands.C && bands.C > bands.D))
        {
            value.Report(string.Create(CultureInfo.InvariantCulture, $"must fall from A to D, are {bands.A:N0}, {bands.B:N0}, {bands.C:N0}, {bands.D:N0}"));
        }

        return policy with { Bands = bands };
    }

    private static Policy ReadRules(Policy policy, PolicyValue value)
    {
        var disabled = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var severities = ImmutableSortedDictionary.CreateBuilder<string, Severity>(StringComparer.Ordinal);
        foreach (var (id, member) in value.Members())
        {
            if (RefuseRule(id) is { } refused)
            {
                member.Report(refused);
            }
            else if (member.Text(t => RuleSettings.Contains(t) ? null : $"must be one of {string.Join(", ", RuleSettings)}") is { } setting)
            {
                if (setting == Off)
                {
                    disabled.Add(id);
                }
                else if (setting != On)
                {
                    severities[id] = Enum.GetValues<Severity>().First(s => NameOf(s) == setting);
                }
            }
        }

        return policy with { DisabledRules = disabled.ToImmutable(), Severities = severities.ToImmutable() };
    }

    private static void WriteRules(Policy policy, Utf8JsonWriter json)
    {
        json.WriteStartObject("rules");
        foreach (var id in policy.DisabledRules.Union(policy.Severities.Keys))
        {
            json.WriteString(id, policy.DisabledRules.Contains(id) ? Off : NameOf(policy.Severities[id]));
        }

        json.WriteEndObject();
    }

    private static string? RefuseRule(string id) =>
        RuleCatalog.Find(id) is not null ? null
        : RuleCatalog.Rules.FirstOrDefault(r => r.Descriptor.Aliases.Contains(id, StringComparer.OrdinalIgnoreCase)) is { } rule ? $"no such rule; {id} is {rule.Descriptor.Id} here"
        : "no such rule";

    private static string? RefuseDialect(string name) => Dialects.Contains(name) ? null : $"must be one of {string.Join(", ", Dialects)}";

    private static string? RefuseWord(string text) => text.Length == 0 || text.Any(char.IsWhiteSpace) ? "must be one word" : null;

    private static string? RefuseRegistry(string text) =>
        RefuseWord(text) ?? (text.Contains("://", StringComparison.Ordinal) || text.StartsWith('/') ? "must be a host, or a host and the beginning of a path, as image references name it" : null);

    private static string? RefuseGlob(string text) => text.Length == 0 || text.StartsWith('/') ? "must be a path below the repository's root" : null;

    private static InlineIgnoreDialect DialectOf(string name) => Enum.GetValues<InlineIgnoreDialect>().First(d => NameOf(d) == name);

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Write<T>(Utf8JsonWriter json, string name, PolicyObject<T> inner, T value)
    {
        json.WritePropertyName(name);
        inner.Write(value, json);
    }
}

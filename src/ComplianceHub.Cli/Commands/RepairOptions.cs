using System.CommandLine;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Cli.Commands;

/// <summary>What to do with the repairs of what <c>check</c> finds.</summary>
/// <param name="Write">Into the files; otherwise as a patch on standard output.</param>
/// <param name="Rules">Ids of the rules whose findings are repaired; empty for all.</param>
internal sealed record RepairOptions(bool Write, IReadOnlySet<string> Rules)
{
    private static readonly Option<bool> s_fix = new("--fix") { Description = "Repair the files, as far as that can be done mechanically, then check them." };
    private static readonly Option<bool> s_diff = new("--diff") { Description = "Print the repairs as one patch for git apply instead of the findings; write nothing." };

    private static readonly Option<string[]> s_rules = new("--rule")
    {
        Description = "With --fix or --diff: repair what this rule finds and nothing else; by its id or another tool's. May be given several times.",
    };

    public static void AddTo(Command command)
    {
        command.Add(s_fix);
        command.Add(s_diff);
        command.Add(s_rules);
        command.Validators.Add(result =>
        {
            var (fix, diff) = (result.GetValue(s_fix), result.GetValue(s_diff));
            if (fix && diff)
            {
                result.AddError("--fix writes and --diff only prints: give one of them.");
            }

            var rules = result.GetValue(s_rules) ?? [];
            if (rules.Length > 0 && !fix && !diff)
            {
                result.AddError("--rule goes with --fix or --diff.");
            }

            foreach (var unknown in rules.Where(r => IdsOf(r).Count == 0))
            {
                result.AddError($"There is no rule {unknown}.");
            }
        });
    }

    /// <summary>Null when nothing is to be repaired.</summary>
    public static RepairOptions? Of(ParseResult parsed) => parsed.GetValue(s_fix) || parsed.GetValue(s_diff)
        ? new(parsed.GetValue(s_fix), (parsed.GetValue(s_rules) ?? []).SelectMany(IdsOf).ToHashSet(StringComparer.Ordinal))
        : null;

    public bool Wants(RuleDescriptor rule) => Rules.Count == 0 || Rules.Contains(rule.Id);

    private static List<string> IdsOf(string name) => [.. RuleCatalog.Rules.Select(r => r.Descriptor)
        .Where(d => d.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || d.Aliases.Contains(name, StringComparer.OrdinalIgnoreCase))
        .Select(d => d.Id)];
}

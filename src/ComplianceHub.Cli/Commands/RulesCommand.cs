using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Scoring;

namespace ComplianceHub.Cli.Commands;

/// <summary><c>rules</c>: the catalogue; <c>rules ID</c>: a rule's page, by its own id or another tool's.</summary>
internal static class RulesCommand
{
    private static readonly JsonWriterOptions s_options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var ids = new Argument<string[]>("ID") { Description = "Rules to explain, by id or by another tool's id such as DL3002; all are listed without.", Arity = ArgumentArity.ZeroOrMore };
        var format = new Option<string>("--format") { Description = "text for people, json for programs.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("rules", "Lists the rules, or explains some.") { ids, format };
        command.SetAction(parsed => Run(parsed.GetValue(ids) ?? [], parsed.GetRequiredValue(format) == "json"));
        return command;
    }

    private static int Run(string[] ids, bool json)
    {
        var unknown = ids.Where(id => !RuleCatalog.Rules.Any(r => Answers(r, id))).ToList();
        if (unknown.Count > 0)
        {
            unknown.ForEach(id => Console.Error.WriteLine($"{id}: no such rule; 'compliancehub rules' lists them"));
            return ExitStatus.BadUse;
        }

        var chosen = ids.Length == 0 ? [.. RuleCatalog.Rules] : RuleCatalog.Rules.Where(r => ids.Any(id => Answers(r, id))).ToList();
        if (json)
        {
            WriteJson(chosen);
        }
        else if (ids.Length > 0)
        {
            chosen.ForEach(WritePage);
        }
        else
        {
            WriteList(chosen);
        }

        return ExitStatus.Clean;
    }

    private static bool Answers(Rule rule, string id) =>
        rule.Descriptor.Id == id || rule.Descriptor.Aliases.Any(a => a.Equals(id, StringComparison.OrdinalIgnoreCase));

    private static void WriteList(List<Rule> rules)
    {
        foreach (var criterion in Criterion.All)
        {
            Console.Out.WriteLine($"{criterion.Id} ({ScoreText.Of(criterion.DefaultBudget)} points): {criterion.Asks}");
            foreach (var rule in rules.Select(r => r.Descriptor).Where(r => r.Criterion == criterion).OrderBy(r => r.Kind).ThenBy(r => r.Id, StringComparer.Ordinal))
            {
                Console.Out.WriteLine($"  {rule.Id,-24} {ScoreText.Of(rule.Severity),-8} {NameOf(rule.Kind),-8} {rule.Title}{(rule.Aliases.IsEmpty ? "" : $" ({string.Join(", ", rule.Aliases)})")}");
            }

            Console.Out.WriteLine();
        }

        Console.Out.WriteLine($"{rules.Count} rules. 'compliancehub rules ID' explains one.");
    }

    private static void WritePage(Rule rule)
    {
        var descriptor = rule.Descriptor;
        Console.Out.WriteLine($"{descriptor.Id}: {ScoreText.Of(descriptor.Severity)}, {NameOf(descriptor.Kind)}, {descriptor.Criterion.Id}{(descriptor.Aliases.IsEmpty ? "" : $"; elsewhere {string.Join(", ", descriptor.Aliases)}")}");
        Console.Out.WriteLine();
        Console.Out.WriteLine(RulePage.TextOf(rule)?.TrimEnd());
        Console.Out.WriteLine();
    }

    private static void WriteJson(List<Rule> rules)
    {
        using var output = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartArray();
        foreach (var rule in rules.Select(r => r.Descriptor))
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("title", rule.Title);
            json.WriteString("criterion", rule.Criterion.Id);
            json.WriteString("kind", NameOf(rule.Kind));
            json.WriteString("severity", ScoreText.Of(rule.Severity));
            WriteStrings(json, "aliases", rule.Aliases);
            WriteStrings(json, "links", rule.Links);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string NameOf(RuleKind kind) => kind switch
    {
        RuleKind.Question => "question",
        RuleKind.Counting => "counting",
        _ => "advisory",
    };
}

using System.Text.RegularExpressions;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Rules;

/// <summary>What every rule must bring with it. Each problem names its rule.</summary>
public sealed partial class RuleCatalogTests
{
    [Fact]
    public void Every_rule_has_a_page_with_the_sections_of_a_page() => AssertNone(RuleCatalog.Rules.SelectMany(rule =>
    {
        try
        {
            var page = RulePage.Of(rule);
            return page is null ? [$"needs {rule.GetType().Name}.md beside its class"]
                : page.Noncompliant.IsEmpty || page.Compliant.IsEmpty ? [$"{rule.Descriptor.Id}: needs a sample under Noncompliant and under Compliant"]
                : Array.Empty<string>();
        }
        catch (FormatException exception)
        {
            return [$"{rule.Descriptor.Id}: {exception.Message}"];
        }
    }));

    [Fact]
    public void Every_rule_class_is_in_the_catalogue() => Assert.Equal(
        typeof(Rule).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(Rule))).Select(t => t.FullName).Order(),
        RuleCatalog.Rules.Select(r => r.GetType().FullName).Order());

    [Fact]
    public void Every_rule_has_a_test_class()
    {
        var classes = typeof(RuleCatalogTests).Assembly.GetTypes().Select(t => t.Name).ToHashSet();

        AssertNone(RuleCatalog.Rules.Select(r => r.GetType().Name + "Tests").Where(name => !classes.Contains(name)));
    }

    [Fact]
    public void No_two_rules_share_an_id() =>
        AssertNone(RuleCatalog.Rules.GroupBy(r => r.Descriptor.Id).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Ids_are_speaking_and_titles_are_sentences_without_full_stop() => AssertNone(RuleCatalog.Rules
        .Where(r => !SpeakingId().IsMatch(r.Descriptor.Id) || r.Descriptor.Title.Length == 0 || r.Descriptor.Title.EndsWith('.') || !char.IsUpper(r.Descriptor.Title[0]))
        .Select(r => $"{r.Descriptor.Id}: {r.Descriptor.Title}"));

    [Fact]
    public void Aliases_are_ids_of_other_tools_each_once_a_rule() => AssertNone(RuleCatalog.Rules
        .Where(r => r.Descriptor.Aliases.Any(a => !Alias().IsMatch(a)) || r.Descriptor.Aliases.Distinct().Count() != r.Descriptor.Aliases.Length)
        .Select(r => $"{r.Descriptor.Id}: {string.Join(", ", r.Descriptor.Aliases)}"));

    [Fact]
    public void Every_rule_belongs_to_a_criterion_of_the_checklist() =>
        AssertNone(RuleCatalog.Rules.Where(r => !Criterion.All.Contains(r.Descriptor.Criterion)).Select(r => r.Descriptor.Id));

    [Fact]
    public void The_default_budgets_sum_to_ten_thousand() => Assert.Equal(10_000, Policy.Default.Budgets.Values.Sum());

    [Fact]
    public void Samples_behave_as_their_headings_say() => AssertNone(RuleCatalog.Rules.SelectMany(rule =>
    {
        var page = RulePage.Of(rule);
        return page is null ? [] : page.Noncompliant.Where(s => s.IsDockerfile).SelectMany(s => ProblemsOf(rule, s, mustFire: true))
            .Concat(page.Compliant.Where(s => s.IsDockerfile).SelectMany(s => ProblemsOf(rule, s, mustFire: false)));
    }));

    private static IEnumerable<string> ProblemsOf(Rule rule, RuleSample sample, bool mustFire)
    {
        var id = rule.Descriptor.Id;
        var subject = sample.Subject;
        var file = subject.Declared!.Dockerfile;
        var result = RuleCatalog.Evaluate(subject, sample.Policy).Results.Single(r => r.Rule.Id == id);
        var expected = Places(file, sample.Expected.Where(e => e.RuleId == id).Select(e => e.Line));
        var found = Places(file, result.Findings.Select(f => f.Line));
        if (mustFire && expected.Count == 0)
        {
            yield return $"{id}: a noncompliant sample marks nothing with '# expect: {id}'\n{sample.Text}";
        }
        else if (!mustFire && result.Outcome is not (Outcome.Pass or Outcome.NotApplicable))
        {
            yield return $"{id}: a compliant sample gives {result.Outcome} ({result.Reason ?? string.Join("; ", result.Findings.Select(f => f.Message))})\n{sample.Text}";
        }
        else if (!expected.SequenceEqual(found))
        {
            yield return $"{id}: expected in lines [{string.Join(", ", expected)}], found in [{string.Join(", ", found)}] ({result.Outcome} {result.Reason})\n{sample.Text}";
        }
    }

    /// <summary>First lines of the instructions that hold the lines; -1 for the file as a whole.</summary>
    private static List<int> Places(Dockerfile file, IEnumerable<int?> lines) =>
        [.. lines.Select(line => line is null ? -1 : file.Instructions.FirstOrDefault(i => line >= i.StartLine && line <= i.EndLine)?.StartLine ?? line.Value)
            .Distinct().Order()];

    private static void AssertNone(IEnumerable<string> problems)
    {
        var text = string.Join("\n", problems);
        Assert.True(text.Length == 0, text);
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex SpeakingId();

    /// <summary>KICS has names instead of ids.</summary>
    [GeneratedRegex("^([A-Z][A-Za-z0-9]*([-_.][A-Za-z0-9]+)*|KICS( [-A-Za-z0-9]+)+)$")]
    private static partial Regex Alias();
}

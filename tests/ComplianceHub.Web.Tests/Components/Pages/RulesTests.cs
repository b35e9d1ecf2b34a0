using Bunit;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Storage.Queries;
using ComplianceHub.Web.Components.Pages;
using ComplianceHub.Web.Tests.Hub;

namespace ComplianceHub.Web.Tests.Components.Pages;

public sealed class RulesTests(SampleHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public void Every_rule_of_the_catalogue_is_listed_under_its_criterion()
    {
        var page = Open<Rules>("/rules");

        Assert.Equal(RuleCatalog.Rules.Select(r => r.Descriptor.Id).Order(StringComparer.Ordinal), Texts(page, "td a.name").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_criterion_in_the_address_leaves_only_its_rules()
    {
        var page = Open<Rules>("/rules?criterion=non-root");

        Assert.Equal(
            RuleCatalog.Rules.Where(r => r.Descriptor.Criterion.Id == "non-root").Select(r => r.Descriptor.Id).Order(StringComparer.Ordinal),
            Texts(page, "td a.name").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_number_of_failing_images_is_the_lists_own()
    {
        var rows = await Hub<RuleQueries>().ListAsync(CancellationToken.None);
        foreach (var row in rows.Where(r => r.Failing > 0))
        {
            var listed = await Hub<ImageQueries>().SummaryAsync(new ImageFilter { Rule = row.Rule.Id }, CancellationToken.None);

            Assert.Equal((row.Rule.Id, row.Failing), (row.Rule.Id, listed.Images));
        }
    }

    [Fact]
    public void A_text_that_no_rule_has_offers_to_be_cleared()
    {
        var page = Open<Rules>("/rules?q=no-such-rule");

        Assert.Equal("No rule matches.", page.Find(".state .say").TextContent);
    }
}

public sealed class RuleDetailsTests(SampleHub hub) : PageTest(hub.Folders)
{
    public static TheoryData<string> RuleIds => [.. RuleCatalog.Rules.Select(r => r.Descriptor.Id)];

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Every_rule_has_a_page_with_samples_that_fail_and_pass(string id)
    {
        var page = OpenRule(id);

        var texts = RulePage.Of(RuleCatalog.Find(id)!);
        Assert.NotNull(texts);
        var heads = Texts(page, "h3.sample");
        Assert.Null(page.Instance.Failure);
        Assert.Equal(texts.Noncompliant.Length, heads.Count(h => h == "Fails"));
        Assert.Equal(texts.Compliant.Length, heads.Count(h => h == "Passes"));
        Assert.Empty(PlantedSecrets.In(page.Markup));
    }

    [Fact]
    public async Task Teams_stand_with_how_many_of_their_images_fail()
    {
        var rule = (await Hub<RuleQueries>().ListAsync(CancellationToken.None)).MaxBy(r => r.Failing)!;
        var detail = await Hub<RuleQueries>().GetAsync(rule.Rule.Id, CancellationToken.None);

        var page = OpenRule(rule.Rule.Id);

        Assert.Equal(rule.Failing, detail!.Teams.Sum(t => t.Failing));
        Assert.All(detail.Teams, team => Assert.InRange(team.Failing, 1, team.Images));
        Assert.Equal(detail.Teams.Select(t => t.Name), Texts(page, "#by-team a.name"));
    }

    [Fact]
    public async Task A_bundles_number_is_its_lists_own()
    {
        foreach (var rule in RuleCatalog.Rules.Select(r => r.Descriptor.Id))
        {
            var detail = await Hub<RuleQueries>().GetAsync(rule, CancellationToken.None);
            foreach (var bundle in detail!.Bundles)
            {
                var listed = await Hub<ImageQueries>().SummaryAsync(new ImageFilter { Rule = rule, StandsOn = bundle.Subject }, CancellationToken.None);

                Assert.Equal($"{rule} on {bundle.Subject}: {bundle.Images}", $"{rule} on {bundle.Subject}: {listed.Images}");
            }
        }
    }

    [Fact]
    public void The_chart_says_how_many_fail_of_how_many_and_has_its_table()
    {
        var page = OpenRule("digest-missing");

        var sentence = page.Find("#failing-images .mid").TextContent;
        Assert.Matches(@"^\d+ of \d+ scored images fail on \d+ Nov 2026; \d+ of \d+ did on ", sentence);
        Assert.Equal(sentence, page.Find("#failing-images [role=img]").GetAttribute("aria-label"));
        Assert.StartsWith(string.Concat(sentence.TakeWhile(char.IsDigit)), page.Find("#failing-images tbody td.num").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_is_not_known_says_so_and_links_back()
    {
        var page = OpenRule("no-such-rule");

        Assert.Equal("No such rule", page.Find("h1").TextContent);
        Assert.Equal("/rules", page.Find(".state a.btn").GetAttribute("href"));
    }

    private IRenderedComponent<RuleDetails> OpenRule(string id)
    {
        return Open<RuleDetails>("/rules/" + id, p => p.Add(c => c.Id, id));
    }
}

public sealed class RulesOfAnEmptyHubTests(EmptyHub hub) : PageTest(hub.Folders)
{
    [Fact]
    public void The_rules_are_there_before_anything_is_crawled()
    {
        Assert.Equal(RuleCatalog.Rules.Length, Texts(Open<Rules>("/rules"), "td a.name").Count);
    }

    [Fact]
    public void A_rules_page_says_that_nothing_fails_it()
    {
        var id = RuleCatalog.Rules.First().Descriptor.Id;

        var page = Open<RuleDetails>("/rules/" + id, p => p.Add(c => c.Id, id));

        Assert.Null(page.Instance.Failure);
        Assert.Contains("No image fails this rule.", page.Markup, StringComparison.Ordinal);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;
using Json.Schema;

namespace ComplianceHub.Grading.Tests.Checklist;

/// <summary>Reader and published schema say the same.</summary>
public sealed class PolicySchemaTests
{
    private static readonly JsonObject s_document = (JsonObject)JsonNode.Parse(PolicySchema.Text())!;
    private static readonly JsonSchema s_schema = JsonSchema.FromText(PolicySchema.Text());

    [Fact]
    public void The_schema_is_one() =>
        Assert.True(MetaSchemas.Draft202012.Evaluate(JsonSerializer.SerializeToElement(s_document)).IsValid);

    [Fact]
    public void Every_property_of_the_schema_is_read_and_every_property_that_is_read_is_in_the_schema()
    {
        var read = PolicyProperties.Root.Properties.SelectMany(p => p.Inner.Select(i => $"{p.Name}.{i}").Prepend(p.Name));
        var described = Names(s_document).SelectMany(p => Names(s_document["properties"]![p]!).Select(i => $"{p}.{i}").Prepend(p));
        Assert.Equal(read, described);

        static IEnumerable<string> Names(JsonNode owner) => owner["properties"] is JsonObject properties ? properties.Select(p => p.Key) : [];
    }

    [Fact]
    public void Its_defaults_are_the_default_policy()
    {
        var written = (JsonObject)JsonNode.Parse(PolicyJson.Write(Policy.Default))!;
        foreach (var (name, value) in written)
        {
            var described = s_document["properties"]![name]!;
            Assert.True(JsonNode.DeepEquals(value, DefaultOf(described)), name);
        }

        static JsonNode? DefaultOf(JsonNode described) => described["default"]?.DeepClone()
            ?? new JsonObject(((JsonObject)described["properties"]!).Select(p => KeyValuePair.Create(p.Key, p.Value!["default"]?.DeepClone())));
    }

    [Fact]
    public void Its_lists_of_words_are_the_readers()
    {
        Assert.Equal(PolicyProperties.RuleSettings, Words(s_document["properties"]!["rules"]!["additionalProperties"]!));
        Assert.Equal(PolicyProperties.Dialects, Words(s_document["properties"]!["suppressions"]!["properties"]!["dialects"]!["items"]!));
        Assert.Equal(RuleCatalog.Rules.Select(r => r.Descriptor.Id), Words(s_document["$defs"]!["ruleId"]!));

        static IEnumerable<string> Words(JsonNode owner) => owner["enum"]!.AsArray().Select(w => w!.GetValue<string>());
    }

    [Fact]
    public void Every_rule_id_fits_the_pattern_that_stands_in_the_file() =>
        Assert.All(RuleCatalog.Rules, r => Assert.Matches(s_document["$defs"]!["ruleId"]!["pattern"]!.GetValue<string>(), r.Descriptor.Id));

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"$schema": "x", "budgets": {"non-root": 10000}, "bands": {"A": 9999}, "rules": {"apt-pin": "off", "sudo": "high"}}""")]
    [InlineData("""{"registries": ["*.example.org/base"], "allowedLabels": ["a.*"], "imageSizeBudget": 1e3, "suppressions": {"dialects": ["kics"], "rules": ["*", "sudo"]}}""")]
    public void What_is_read_without_a_problem_fits_the_schema(string json)
    {
        Assert.Empty(PolicyJson.Read(json).Problems);
        Assert.True(Fits(json));
    }

    [Fact]
    public void Written_policies_fit_the_schema() => Assert.True(Fits(PolicyJson.Write(Policy.Default)));

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{"x": 1}""")]
    [InlineData("""{"$schema": 1}""")]
    [InlineData("""{"version": -1}""")]
    [InlineData("""{"budgets": {"secure": 10000}}""")]
    [InlineData("""{"budgets": {"non-root": 10001}}""")]
    [InlineData("""{"bands": {"E": 1}}""")]
    [InlineData("""{"bands": {"D": 0}}""")]
    [InlineData("""{"rules": {"gone": "off"}}""")]
    [InlineData("""{"rules": {"sudo": "fatal"}}""")]
    [InlineData("""{"registries": ["https://a"]}""")]
    [InlineData("""{"registries": ["a", "a"]}""")]
    [InlineData("""{"requiredLabels": ["a b"]}""")]
    [InlineData("""{"allowedLabels": [""]}""")]
    [InlineData("""{"imageSizeBudget": 0}""")]
    [InlineData("""{"imageSizeBudget": "1"}""")]
    [InlineData("""{"excludedPaths": ["/a"]}""")]
    [InlineData("""{"suppressions": {"dialects": ["snyk"]}}""")]
    [InlineData("""{"suppressions": {"exceptRules": ["*"]}}""")]
    [InlineData("""{"suppressions": {"requireReason": 1}}""")]
    public void What_does_not_fit_the_schema_is_a_problem_and_the_reverse(string json)
    {
        Assert.NotEmpty(PolicyJson.Read(json).Problems);
        Assert.False(Fits(json));
    }

    private static bool Fits(string json)
    {
        using var document = JsonDocument.Parse(json);
        return s_schema.Evaluate(document.RootElement).IsValid;
    }
}

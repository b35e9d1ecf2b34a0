using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Waivers;

namespace ComplianceHub.Grading.Tests.Checklist;

public sealed class PolicyJsonTests
{
    /// <summary>Differs from the default policy in everything.</summary>
    private static readonly Policy s_other = new()
    {
        Version = 7,
        Budgets = Policy.Default.Budgets.SetItem("runtime", 200).SetItem("labels", 500),
        Bands = new(9000, 7500, 6000, 4000),
        Registries = ["registry.example.org", "*.example.com/base"],
        RequiredLabels = ["a|b"],
        AllowedLabels = ["com.example.*"],
        ImageSizeBudget = long.MaxValue,
        ExcludedPaths = ["old/**"],
        DisabledRules = ["apt-pin"],
        Severities = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("tag-latest", Severity.Medium)]),
        Suppressions = new() { Dialects = [InlineIgnoreDialect.Hadolint], Rules = ["apt-pin"], ExceptRules = ["user-root"], RequireReason = true },
        WaiverDays = new(30, 20, 10, 0),
    };

    [Fact]
    public void What_was_written_is_read_again_in_every_property()
    {
        var read = PolicyJson.Read(PolicyJson.Write(s_other));

        Assert.Empty(read.Problems);
        foreach (var property in typeof(Policy).GetProperties().Where(p => p.SetMethod is { IsStatic: false }))
        {
            Assert.NotEqual(property.GetValue(Policy.Default), property.GetValue(s_other));
            Assert.Equivalent(property.GetValue(s_other), property.GetValue(read.Policy), strict: true);
        }
    }

    [Fact]
    public void Absent_properties_have_their_defaults() => Assert.Equal(PolicyJson.Write(Policy.Default), PolicyJson.Write(PolicyJson.Read("{}").Policy));

    [Fact]
    public void Comments_may_explain() => Assert.Equal(["a.example.org"], PolicyJson.Read("""{ "registries": [ /* ours */ "a.example.org" ] } // since May""").Policy.Registries);

    [Theory]
    [InlineData("""{"budgets": {"non-root": 9900}}""", "budgets: sum to 9,900, must be 10,000; a criterion that is not named weighs nothing")]
    [InlineData("""{"budgets": {"non-root": 10001}}""", "budgets.non-root: must be a whole number from 0 to 10,000")]
    [InlineData("""{"budgets": {"non-root": -1}}""", "budgets.non-root: must be a whole number from 0 to 10,000")]
    [InlineData("""{"budgets": {"secure": 10000}}""", "budgets.secure: no such criterion; there are minimal-base,")]
    [InlineData("""{"bands": {"A": 7000}}""", "bands: must fall from A to D, are 7,000, 7,000, 5,500, 4,500")]
    [InlineData("""{"waiverDays": {"critical": 1096}}""", "waiverDays.critical: must be a whole number from 0 to 1,095")]
    [InlineData("""{"bands": {"A": 1.5}}""", "bands.A: must be a whole number from 1 to 10,000")]
    [InlineData("""{"bands": {"E": 1}}""", "bands.E: no such property; there are A, B, C, D")]
    [InlineData("""{"rules": {"apt-pinn": "off"}}""", "rules.apt-pinn: no such rule")]
    [InlineData("""{"rules": {"DL3008": "off"}}""", "rules.DL3008: no such rule; DL3008 is apt-pin here")]
    [InlineData("""{"rules": {"apt-pin": "fatal"}}""", "rules.apt-pin: must be one of off, on, low, medium, high, critical")]
    [InlineData("""{"rules": {"apt-pin": false}}""", "rules.apt-pin: must be text")]
    [InlineData("""{"rules": ["apt-pin"]}""", "rules: must be an object")]
    [InlineData("""{"registries": ["https://registry.example.org"]}""", "registries[0]: must be a host,")]
    [InlineData("""{"registries": ["a", "a"]}""", "registries[1]: stands there twice")]
    [InlineData("""{"registries": "a"}""", "registries: must be a list")]
    [InlineData("""{"requiredLabels": ["a b"]}""", "requiredLabels[0]: must be one word")]
    [InlineData("""{"allowedLabels": [""]}""", "allowedLabels[0]: must be one word")]
    [InlineData("""{"imageSizeBudget": 0}""", "imageSizeBudget: must be a whole number from 1 to 9,223,372,036,854,775,807")]
    [InlineData("""{"imageSizeBudget": 1e400}""", "imageSizeBudget: must be a whole number from 1 to")]
    [InlineData("""{"excludedPaths": ["/tests/**"]}""", "excludedPaths[0]: must be a path below the repository's root")]
    [InlineData("""{"suppressions": {"dialects": ["Hadolint"]}}""", "suppressions.dialects[0]: must be one of compliancehub, hadolint, buildkit, checkov, trivy, kics")]
    [InlineData("""{"suppressions": {"rules": ["all"]}}""", "suppressions.rules[0]: no such rule")]
    [InlineData("""{"suppressions": {"exceptRules": ["*"]}}""", "suppressions.exceptRules[0]: no such rule")]
    [InlineData("""{"suppressions": {"requireReason": "yes"}}""", "suppressions.requireReason: must be true or false")]
    [InlineData("""{"budget": {}}""", "budget: no such property; there are $schema, version, budgets,")]
    [InlineData("""{"$schema": 1}""", "$schema: must be text")]
    [InlineData("""{"registries": ["\ud800"]}""", "registries[0]: must be text")]
    [InlineData("""{"version": 1, "version": 2}""", "a property stands twice")]
    [InlineData("[]", "must be an object")]
    [InlineData("", "line 1: not JSON")]
    [InlineData("{\n\"version\": 1,\n}", "line 3: not JSON")]
    public void What_is_wrong_is_told_with_its_place(string json, string problem) =>
        Assert.StartsWith(problem, Assert.Single(PolicyJson.Read(json).Problems).ToString(), StringComparison.Ordinal);

    [Fact]
    public void All_problems_are_told_at_once() =>
        Assert.Equal(["version", "rules.x", "y"], PolicyJson.Read("""{"version": "1", "rules": {"x": "on"}, "y": 1}""").Problems.Select(p => p.Path));

    [Fact]
    public void What_can_be_read_of_a_policy_with_problems_is_read()
    {
        var read = PolicyJson.Read("""{"rules": {"gone-rule": "off", "apt-pin": "off"}, "registries": ["a"]}""");

        Assert.False(read.IsValid);
        Assert.Equal(["apt-pin"], read.Policy.DisabledRules);
        Assert.Equal(["a"], read.Policy.Registries);
    }

    [Fact]
    public void On_leaves_a_rule_as_it_is()
    {
        var policy = PolicyJson.Read("""{"rules": {"apt-pin": "on"}}""").Policy;

        Assert.Empty(policy.DisabledRules);
        Assert.Empty(policy.Severities);
    }
}

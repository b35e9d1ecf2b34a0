using System.Collections.Immutable;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class OwnBaseUnknownTests
{
    private const string Base = "registry.example.com/base/node";
    private static readonly Policy s_policy = Policy.Default with { Registries = ["registry.example.com"] };

    [Theory]
    [InlineData(BaseOrigin.BuiltHere, Outcome.Pass)]
    [InlineData(BaseOrigin.Mirrored, Outcome.Pass)]
    [InlineData(BaseOrigin.Unknown, Outcome.Unknown)]
    [InlineData(BaseOrigin.NotCollected, Outcome.NotCollected)]
    public void The_origin_of_an_own_base_decides(BaseOrigin origin, Outcome expected) => Assert.Equal(expected, Judge("FROM registry.example.com/base/node:22\n", (Base, origin)).Outcome);

    [Fact]
    public void What_is_unknown_says_why_and_goes_before_what_was_not_collected()
    {
        var result = Judge("FROM registry.example.com/base/jre AS a\nFROM registry.example.com/base/node:22\nCOPY --from=a / /\n", ("registry.example.com/base/jre", BaseOrigin.NotCollected), (Base, BaseOrigin.Unknown));

        Assert.Equal(Outcome.Unknown, result.Outcome);
        Assert.Equal(("FROM registry.example.com/base/node:22: because.", 2), (result.Findings.Single().Message, result.Findings.Single().Line));
        Assert.Equal("because.", Judge("FROM registry.example.com/base/node:22\n", (Base, BaseOrigin.NotCollected)).Reason);
    }

    [Theory]
    [InlineData("FROM alpine:3\n")]
    [InlineData("FROM registry.example.com/base/other:1\n")]
    [InlineData("FROM scratch\nCOPY --from=registry.example.com/base/node:22 / /\n")]
    [InlineData("FROM quay.io/base/node:22\n")]
    public void Other_bases_are_not_asked_about(string text) =>
        Assert.Equal(Outcome.NotApplicable, Judge(text, (Base, BaseOrigin.Unknown), ("quay.io/base/node", BaseOrigin.Unknown)).Outcome);

    [Fact]
    public void Until_registries_are_named_it_is_not_collected() =>
        Assert.Equal(Outcome.NotCollected, Graded.By<OwnBaseUnknown>(Subject("FROM registry.example.com/base/node:22\n", (Base, BaseOrigin.Unknown))).Outcome);

    private static RuleResult Judge(string text, params (string Repository, BaseOrigin Origin)[] origins) => Graded.By<OwnBaseUnknown>(Subject(text, origins), s_policy);

    private static GradingSubject Subject(string text, params (string Repository, BaseOrigin Origin)[] origins) => GradingSubject.OfDockerfile(Graded.File(text)) with
    {
        BaseOrigins = origins.ToImmutableDictionary(o => o.Repository, o => new BaseOriginFacts(o.Origin, "because.")),
    };
}

using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Labels;

namespace ComplianceHub.Grading.Tests.Rules.Labels;

internal static class LabelValues
{
    public static ImmutableSortedDictionary<string, string> ToImmutableSorted(this Dictionary<string, string> labels) => labels.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static bool AcceptsShipped<T>(string key, string value)
        where T : Rule, new() => Judged.Shipped<T>(new ImageConfigFacts { Labels = new Dictionary<string, string> { [key] = value }.ToImmutableSorted() }).Outcome == Outcome.Pass;
}

public sealed class LabelEmptyTests
{
    [Fact]
    public void A_shipped_label_of_blanks_is_empty() => Assert.False(LabelValues.AcceptsShipped<LabelEmpty>("title", " "));
}

public sealed class LabelUrlTests
{
    [Theory]
    [InlineData("https://git.example.com/x", true)]
    [InlineData("ssh://git@git.example.com/x", true)]
    [InlineData("git@git.example.com:x", true)]
    [InlineData("git.example.com/x", false)]
    [InlineData("/home/x", false)]
    [InlineData("https://", false)]
    public void Addresses_have_scheme_and_host(string value, bool accepted) => Assert.Equal(accepted, LabelValues.AcceptsShipped<LabelUrl>("org.opencontainers.image.source", value));
}

public sealed class LabelTimeTests
{
    [Theory]
    [InlineData("2026-03-01T09:30:00Z", true)]
    [InlineData("2026-03-01T09:30:00.123+02:00", true)]
    [InlineData("2026-03-01T09:30:00", false)]
    [InlineData("2026-03-01", false)]
    [InlineData("2026-13-01T09:30:00Z", false)]
    public void Times_are_those_of_rfc_3339(string value, bool accepted) => Assert.Equal(accepted, LabelValues.AcceptsShipped<LabelTime>("org.opencontainers.image.created", value));
}

public sealed class LabelHashTests
{
    [Theory]
    [InlineData("0123abc", true)]
    [InlineData("0123ABC", false)]
    [InlineData("0123ab", false)]
    public void Hashes_are_small_and_long_enough(string value, bool accepted) => Assert.Equal(accepted, LabelValues.AcceptsShipped<LabelHash>("org.opencontainers.image.revision", value));
}

public sealed class LabelSemverTests
{
    [Theory]
    [InlineData("1.2.3", true)]
    [InlineData("v1.2.3-rc.1+5", true)]
    [InlineData("1.2", false)]
    [InlineData("01.2.3", false)]
    public void Versions_have_three_numbers(string value, bool accepted) => Assert.Equal(accepted, LabelValues.AcceptsShipped<LabelSemver>("org.opencontainers.image.version", value));
}

public sealed class LabelEmailTests
{
    [Fact]
    public void An_author_without_address_is_fine() => Assert.True(LabelValues.AcceptsShipped<LabelEmail>("maintainer", "Shop team (@shop)"));
}

public sealed class LabelKeyTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("a..b", false)]
    [InlineData("1a", false)]
    [InlineData("a-", false)]
    [InlineData("io.docker.x", false)]
    [InlineData("com.docker.extension.publisher-url", true)]
    public void Keys_follow_the_rules(string key, bool accepted) => Assert.Equal(accepted, LabelValues.AcceptsShipped<LabelKey>(key, "x"));
}

public sealed class LabelSpdxTests
{
    [Theory]
    [InlineData("MIT", true)]
    [InlineData("GPL-2.0+", true)]
    [InlineData("EUPL-1.2", true)]
    [InlineData("(MIT OR Apache-2.0) AND ISC", true)]
    [InlineData("GPL-2.0-only WITH Classpath-exception-2.0", true)]
    [InlineData("BSD", false)]
    [InlineData("Apache-2", false)]
    [InlineData("MIT Apache-2.0", false)]
    [InlineData("MIT AND", false)]
    [InlineData("(MIT", false)]
    public void Expressions_follow_the_grammar(string value, bool accepted) => Assert.Equal(accepted, LabelValues.AcceptsShipped<LabelSpdx>("org.opencontainers.image.licenses", value));
}

public sealed class MaintainerTests
{
    [Fact]
    public void The_repair_keeps_the_name() =>
        Assert.Equal("FROM a\nLABEL org.opencontainers.image.authors=\"Shop \\\"us\\\" <a@b.c>\"\n", Judged.Repaired<Maintainer>("FROM a\nMAINTAINER Shop \"us\" <a@b.c>\n"));
}

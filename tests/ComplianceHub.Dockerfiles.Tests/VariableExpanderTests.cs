using System.Collections.Immutable;

namespace ComplianceHub.Dockerfiles.Tests;

public sealed class VariableExpanderTests
{
    private static readonly StageScope s_scope = new(ImmutableDictionary.CreateRange(new Dictionary<string, VariableValue>
    {
        ["FULL"] = new("value", false),
        ["EMPTY"] = new("", false),
        ["PATHS"] = new("/usr/local/bin/tool.tar.gz", false),
        ["DECLARED"] = new(null, true) { IsDeclaredOnly = true },
        ["UNKNOWN"] = new(null, false),
    }));

    [Theory]
    [InlineData("$FULL-${FULL}", "value-value")]
    [InlineData("${EMPTY:-x}${EMPTY-x}", "x")]
    [InlineData("${NONE:-x}${NONE-y}", "xy")]
    [InlineData("${FULL:+x}${EMPTY:+y}${EMPTY+z}${NONE+w}", "xz")]
    [InlineData("${FULL:?no}", "value")]
    [InlineData("${EMPTY?no}", "")]
    [InlineData("${NONE:-${FULL:+${FULL}!}}", "value!")]
    [InlineData("${PATHS#*/}", "usr/local/bin/tool.tar.gz")]
    [InlineData("${PATHS##*/}", "tool.tar.gz")]
    [InlineData("${PATHS%.*}", "/usr/local/bin/tool.tar")]
    [InlineData("${PATHS%%.*}", "/usr/local/bin/tool")]
    [InlineData("${PATHS#/???/}", "local/bin/tool.tar.gz")]
    [InlineData("${PATHS/bin/sbin}", "/usr/local/sbin/tool.tar.gz")]
    [InlineData("${PATHS//\\//-}", "-usr-local-bin-tool.tar.gz")]
    [InlineData("${PATHS//*/x}", "x")]
    [InlineData("${DECLARED:-x}", "x")]
    [InlineData("${DECLARED:+x}", "")]
    [InlineData("$", "$")]
    [InlineData("a $ b", "a $ b")]
    public void Trap22_modifiers_do_what_BuildKit_does(string text, string expected) => Assert.Equal(expected, s_scope.Expand(text).Text);

    [Theory]
    [InlineData("${}", "bad substitution")]
    [InlineData("${:-x}", "bad substitution")]
    [InlineData("${FULL", "missing '}'")]
    [InlineData("${", "missing '}'")]
    [InlineData("${FULL:#x}", "unsupported modifier (:#)")]
    [InlineData("${FULL=x}", "unsupported modifier (=)")]
    [InlineData("${FULL^^}", "unsupported modifier (^)")]
    [InlineData("${FULL/x}", "missing '/'")]
    [InlineData("${FULL#\\a}", "invalid escape '\\a'")]
    [InlineData("${EMPTY:?must be set}", "EMPTY: must be set")]
    [InlineData("'x", "matching single-quote")]
    [InlineData("\"x", "matching double-quote")]
    public void Trap22_errors_name_their_cause(string text, string error)
    {
        var expansion = s_scope.Expand(text);

        Assert.Null(expansion.Text);
        Assert.Contains(error, expansion.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$NONE", "NONE")]
    [InlineData("a${DECLARED}b", "DECLARED")]
    [InlineData("${UNKNOWN}${NONE}", "UNKNOWN", "NONE")]
    [InlineData("${UNKNOWN:-x}", "UNKNOWN")]
    [InlineData("${UNKNOWN#x}", "UNKNOWN")]
    [InlineData("${NONE:-$UNKNOWN}", "UNKNOWN")]
    public void Trap24_unknown_stays_unknown_and_is_named(string text, params string[] missing)
    {
        var expansion = s_scope.Expand(text);

        Assert.False(expansion.IsKnown);
        Assert.Null(expansion.Error);
        Assert.Equal(missing, expansion.Undefined);
    }

    [Theory]
    [InlineData("'$FULL'", "$FULL")]
    [InlineData("\\$FULL", "$FULL")]
    [InlineData("\"$FULL \\\"x\\\" \\n\"", "value \"x\" \\n")]
    [InlineData("a\\ b'c d'\"e\"", "a bc de")]
    [InlineData("x\\", "x")]
    public void Trap26_quotes_and_escapes_stop_expansion_and_vanish(string text, string expected) => Assert.Equal(expected, s_scope.Expand(text).Text);

    [Fact]
    public void Trap26_the_escape_directive_rules_here_as_well()
    {
        Assert.Equal("$FULL\\value", s_scope.Expand("`$FULL\\$FULL", '`').Text);
    }

    [Fact]
    public void Values_that_double_are_refused_at_some_length()
    {
        var lines = new List<string> { "FROM a", "ENV A=xxxxxxxxxxxxxxxx" };
        lines.AddRange(Enumerable.Repeat("ENV A=$A$A", 60));
        var file = Dockerfiles.Parse([.. lines]);

        Assert.Null(file.Stages[0].Scope.Variables["A"].Text);
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_no_crash()
    {
        var expansion = s_scope.Expand(string.Concat(Enumerable.Repeat("${NONE:-", 100_000)));

        Assert.Contains("too deeply", expansion.Error, StringComparison.Ordinal);
    }
}

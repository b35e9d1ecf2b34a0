using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class OnbuildForbiddenTests
{
    [Fact]
    public void It_is_told_once_and_not_as_a_syntax_error_as_well()
    {
        const string Text = "FROM a\nONBUILD FROM b\nONBUILD RUN c\nONBUILD RUNS d";
        Assert.Equal(["ONBUILD FROM"], Judged.Loci<OnbuildForbidden>(Text));
        Assert.Equal(4, Assert.Single(Judged.Declared<SyntaxError>(Text).Findings).Line);
    }
}

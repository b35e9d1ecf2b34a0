using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Users;

namespace ComplianceHub.Grading.Tests.Rules.Users;

public sealed class CopyChownTests
{
    [Theory]
    [InlineData("COPY --chown=app a /b\nUSER app:app", Outcome.Fail)]
    [InlineData("ARG U=7\nCOPY --chown=$U:0 a /b\nUSER 7", Outcome.Fail)]
    [InlineData("COPY --chown=other a /b\nUSER app", Outcome.Pass)]
    [InlineData("COPY --chown=root a /b\nUSER root", Outcome.NotApplicable)]
    [InlineData("COPY --chown=app a /b", Outcome.NotApplicable)]
    public void Only_the_user_that_runs_it_is_compared(string lines, Outcome outcome) => Assert.Equal(outcome, Judged.Declared<CopyChown>($"FROM a\n{lines}").Outcome);
}

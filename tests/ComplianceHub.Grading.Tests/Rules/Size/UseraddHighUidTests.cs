using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Size;

namespace ComplianceHub.Grading.Tests.Rules.Size;

public sealed class UseraddHighUidTests
{
    [Theory]
    [InlineData("useradd -u 100000 a", Outcome.Fail)]
    [InlineData("useradd --uid=100000 a", Outcome.Fail)]
    [InlineData("useradd -u 99999 a", Outcome.Pass)]
    [InlineData("useradd -lu 100000 a", Outcome.Pass)]
    [InlineData("adduser -u 100000 a", Outcome.Pass)]
    public void Six_digits_without_no_log_init(string command, Outcome expected) => Assert.Equal(expected, Graded.By<UseraddHighUid>($"FROM debian:12\nRUN {command}\n").Outcome);
}

using ComplianceHub.Grading.Rules;
using ComplianceHub.Grading.Rules.Users;

namespace ComplianceHub.Grading.Tests.Rules.Users;

public sealed class UserByNameTests
{
    [Theory]
    [InlineData("app", Outcome.Fail)]
    [InlineData("app:0", Outcome.Fail)]
    [InlineData("10001:app", Outcome.Pass)]
    [InlineData("root", Outcome.Pass)]
    public void Only_the_user_must_be_a_number(string user, Outcome expected) => Assert.Equal(expected, Graded.By<UserByName>($"FROM alpine:3\nUSER {user}\n").Outcome);
}

using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Rules;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("PATH", "PAHT", true)]
    [InlineData("VERSION", "version", true)]
    [InlineData("VERSION", "VERSIONS", true)]
    [InlineData("JAVA_HOME", "JAVAHOM", true)]
    [InlineData("PATH", "PORT", false)]
    [InlineData("HOME", "HOME", false)]
    [InlineData("A", "B", false)]
    [InlineData("USER", "NUMBER", false)]
    public void A_slip_of_the_finger_is_near_and_another_word_is_not(string known, string written, bool isNear) => Assert.Equal(isNear, Spelling.IsNear(known, written));

    [Fact]
    public void Names_without_end_are_not_compared() => Assert.False(Spelling.IsNear(new string('A', 1_000_000), new string('A', 1_000_000) + "B"));
}

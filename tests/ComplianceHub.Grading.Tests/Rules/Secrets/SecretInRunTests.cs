using ComplianceHub.Grading.Rules.Secrets;

namespace ComplianceHub.Grading.Tests.Rules.Secrets;

public sealed class SecretInRunTests
{
    [Fact]
    public void A_variable_of_the_shell_itself_is_not_in_the_history() =>
        Assert.Empty(Judged.Declared<SecretInRun>("FROM a\nRUN T=$(cat /t) && docker login -p \"$T\" r").Findings);

    [Fact]
    public void The_line_of_the_command_is_named() =>
        Assert.Equal(4, Assert.Single(Judged.Declared<SecretInRun>("FROM a\nARG T\nRUN make && \\\n  docker login -p \"$T\" r").Findings).Line);
}

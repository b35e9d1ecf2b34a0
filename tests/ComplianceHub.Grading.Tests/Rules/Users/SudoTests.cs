using ComplianceHub.Grading.Rules.Users;

namespace ComplianceHub.Grading.Tests.Rules.Users;

public sealed class SudoTests
{
    [Fact]
    public void Sudo_is_a_command_not_a_word() =>
        Assert.Equal([3, 5], Graded.Lines(Graded.By<Sudo>("FROM alpine:3\nRUN echo sudo; echo 'x; sudo ls'\nRUN ls; sudo ls\nRUN ls \\\n  && DEBIAN_FRONTEND=x /usr/bin/sudo ls\n")));

    [Fact]
    public void Stages_that_are_not_needed_do_not_count() => Assert.Empty(Graded.By<Sudo>("FROM alpine:3\nRUN sudo ls\nFROM scratch\n").Findings);
}

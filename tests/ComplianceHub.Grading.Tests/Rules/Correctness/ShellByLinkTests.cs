using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class ShellByLinkTests
{
    [Fact]
    public void Linking_from_the_shell_is_fine() => Assert.Empty(Judged.Loci<ShellByLink>("FROM a\nRUN ln -s /bin/sh /x"));
}

using ComplianceHub.Grading.Rules.Disagreements;

namespace ComplianceHub.Grading.Tests.Rules.Disagreements;

public sealed class ExecFormOwnShellTests
{
    [Fact]
    [Trait("Trap", "54")]
    public void An_array_is_no_shell() => Assert.Equal(["ENTRYPOINT"], Judged.Loci<ExecFormOwnShell>("FROM a\nSHELL [\"bash\", \"-c\"]\nENTRYPOINT x\nCMD [\"y\"]"));
}

using ComplianceHub.Grading.Rules.Runtime;

namespace ComplianceHub.Grading.Tests.Rules.Runtime;

public sealed class ExecFormTests
{
    [Fact]
    public void A_shell_set_on_purpose_is_fine() => Assert.Empty(Judged.Loci<ExecForm>("FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nCMD serve"));

    [Fact]
    public void The_shipped_command_is_read() => Assert.Single(Judged.Shipped<ExecForm>(new() { Cmd = ["/bin/sh", "-c", "serve"] }).Findings);
}

using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class PipeFailTests
{
    [Fact]
    public void An_or_is_no_pipe() => Assert.Empty(Judged.Loci<PipeFail>("FROM a\nRUN a || b"));
}

using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class SyntaxErrorTests
{
    [Fact]
    public void The_line_is_named() => Assert.Equal(2, Judged.Declared<SyntaxError>("FROM a\nRUNS b\n").Findings[0].Line);
}

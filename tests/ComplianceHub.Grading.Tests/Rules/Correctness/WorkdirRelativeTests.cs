using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class WorkdirRelativeTests
{
    [Theory]
    [InlineData("C:/app")]
    [InlineData("$HOME/app")]
    public void Drives_and_variables_are_fine(string path) => Assert.Empty(Judged.Loci<WorkdirRelative>("FROM a\nWORKDIR " + path));
}

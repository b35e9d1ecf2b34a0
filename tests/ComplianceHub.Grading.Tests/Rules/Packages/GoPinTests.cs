using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class GoPinTests
{
    [Fact]
    public void Arguments_of_a_local_program_are_no_modules() => Assert.Empty(Judged.Loci<GoPin>("FROM a\nRUN go run ./tool example.com"));
}

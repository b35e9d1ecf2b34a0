using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class CopyManyNoSlashTests
{
    [Fact]
    public void A_variable_may_end_in_a_slash() => Assert.Empty(Judged.Loci<CopyManyNoSlash>("FROM a\nCOPY b c $D"));
}

using ComplianceHub.Grading.Rules.Disagreements;

namespace ComplianceHub.Grading.Tests.Rules.Disagreements;

public sealed class AddAlwaysTests
{
    [Fact]
    [Trait("Trap", "54")]
    public void What_only_copies_costs_points_already() => Assert.Equal(["https://a.b/c", "d.tgz"], Judged.Loci<AddAlways>("FROM a\nADD x /\nADD https://a.b/c /\nADD d.tgz /"));
}

using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class NpmPinTests
{
    [Fact]
    public void A_scope_is_no_version() => Assert.Equal(["@scope/name", "b"], Judged.Loci<NpmPin>("FROM a\nRUN npm install --registry r @scope/name b @scope/c@1"));
}

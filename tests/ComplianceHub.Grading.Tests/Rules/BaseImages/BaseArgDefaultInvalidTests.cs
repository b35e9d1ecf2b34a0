using ComplianceHub.Grading.Rules.BaseImages;

namespace ComplianceHub.Grading.Tests.Rules.BaseImages;

public sealed class BaseArgDefaultInvalidTests
{
    [Fact]
    public void A_literal_is_not_about_defaults() => Assert.Empty(Judged.Loci<BaseArgDefaultInvalid>("FROM alpine:"));

    [Fact]
    public void An_undeclared_argument_belongs_to_the_other_rule() => Assert.Empty(Judged.Loci<BaseArgDefaultInvalid>("FROM alpine:$V"));
}

using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class EnvSelfReferenceTests
{
    [Theory]
    [InlineData("ENV A=1 B=$A", 1)]
    [InlineData("ENV B=$A A=1", 1)]
    [InlineData("ENV A=1 B=$A C=${A}x", 2)]
    [InlineData("ENV A=0\nENV A=1 B=$A", 0)]
    [InlineData("ENV A=$A", 0)]
    [InlineData("ENV A=$A:x B=1", 0)]
    [InlineData("ENV A=1 B=${A:-2} C='$A' D=\\$A", 0)]
    [InlineData("ENV PATH=/x:$PATH B=$PATH", 0)]
    [InlineData("ENV A 1 B=$A", 0)]
    public void Values_of_one_ENV_do_not_see_each_other(string line, int findings) => Assert.Equal(findings, Judged.Loci<EnvSelfReference>($"FROM a\n{line}").Count());

    [Fact]
    public void The_repair_begins_a_second_ENV() => Assert.Equal(
        "FROM a\nENV A=1 \\\n    X=2\nENV B=$A \\\n    C=3\n",
        Judged.Repaired<EnvSelfReference>("FROM a\nENV A=1 \\\n    X=2 \\\n    B=$A \\\n    C=3\n"));

    [Fact]
    public void A_comment_between_them_or_the_wrong_order_is_left_to_people() =>
        Assert.All(Judged.Declared<EnvSelfReference>("FROM a\nENV A=1 \\\n # why\n B=$A\nENV C=$D D=1").Findings, f => Assert.Empty(f.Fix));
}

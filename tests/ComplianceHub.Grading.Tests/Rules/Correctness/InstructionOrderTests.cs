using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class InstructionOrderTests
{
    [Fact]
    public void It_is_told_once_and_not_as_a_syntax_error_as_well()
    {
        Assert.Equal(["ENV", "RUN"], Judged.Loci<InstructionOrder>("ARG A\nENV B=1\nRUN c\nFROM a"));
        Assert.Empty(Judged.Loci<SyntaxError>("ARG A\nENV B=1\nRUN c\nFROM a"));
    }

    [Fact]
    public void What_is_no_instruction_stays_a_syntax_error()
    {
        Assert.Empty(Judged.Loci<InstructionOrder>("<<<<<<< HEAD\nFROM a"));
        Assert.Single(Judged.Loci<SyntaxError>("<<<<<<< HEAD\nFROM a"));
    }

    [Fact]
    public void A_file_without_FROM_is_told_so() => Assert.Equal(["FROM"], Judged.Loci<InstructionOrder>("ARG A"));
}

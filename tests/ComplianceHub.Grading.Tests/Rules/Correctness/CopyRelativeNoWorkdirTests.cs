using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class CopyRelativeNoWorkdirTests
{
    [Theory]
    [InlineData("FROM a\nCOPY b .", true)]
    [InlineData("FROM a\nCOPY [\"b\", \"c/\"]", true)]
    [InlineData("FROM a\nARG D=/c\nCOPY b $D/", false)]
    [InlineData("FROM a\nARG D\nCOPY b $D/", false)]
    [InlineData("FROM a\nARG D\nCOPY b d_$D/", true)]
    [InlineData("FROM a\nCOPY b C:/app/", false)]
    [InlineData("FROM scratch\nCOPY b .", false)]
    [InlineData("FROM a AS x\nWORKDIR /w\nFROM x AS y\nFROM y\nCOPY b .", false)]
    [InlineData("FROM a AS x\nONBUILD WORKDIR /w\nFROM x\nCOPY b .", false)]
    [InlineData("FROM a AS x\nWORKDIR /w\nFROM a\nCOPY b .", true)]
    public void The_directory_must_come_from_the_file(string text, bool isFound) => Assert.Equal(isFound ? 1 : 0, Judged.Loci<CopyRelativeNoWorkdir>(text).Count());
}

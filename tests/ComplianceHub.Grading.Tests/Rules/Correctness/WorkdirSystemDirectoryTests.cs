using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class WorkdirSystemDirectoryTests
{
    [Theory]
    [InlineData("/proc", true)]
    [InlineData("\"/dev/shm\"", true)]
    [InlineData("/developer", false)]
    [InlineData("/srv/proc", false)]
    public void The_whole_first_part_counts(string path, bool isFound) => Assert.Equal(isFound ? 1 : 0, Judged.Loci<WorkdirSystemDirectory>($"FROM a\nWORKDIR {path}").Count());

    [Fact]
    public void The_shipped_directory_is_read() => Assert.Single(Judged.Shipped<WorkdirSystemDirectory>(new() { WorkingDir = "/sys/x" }).Findings);
}

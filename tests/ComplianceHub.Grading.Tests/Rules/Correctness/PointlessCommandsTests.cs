using ComplianceHub.Grading.Rules.Correctness;

namespace ComplianceHub.Grading.Tests.Rules.Correctness;

public sealed class PointlessCommandsTests
{
    [Theory]
    [InlineData("RUN vim x", true)]
    [InlineData("RUN apt-get install -y vim ssh", false)]
    [InlineData("RUN vim --version", false)]
    [InlineData("RUN service x start", true)]
    [InlineData("RUN service x start && psql", false)]
    [InlineData("RUN x & kill $!", false)]
    [InlineData("RUN kill 1", true)]
    [InlineData("RUN --security=insecure mount -t proc proc /x", false)]
    [InlineData("RUN ssh-keyscan example.com", false)]
    [InlineData("RUN systemctl enable x", false)]
    public void What_needs_a_terminal_or_a_machine_is_found(string line, bool isFound) => Assert.Equal(isFound ? 1 : 0, Judged.Loci<PointlessCommands>($"FROM a\n{line}").Count());
}

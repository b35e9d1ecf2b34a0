using ComplianceHub.Grading.Rules.Users;

namespace ComplianceHub.Grading.Tests.Rules.Users;

public sealed class ChpasswdTests
{
    [Fact]
    public void A_password_set_in_a_pipe_is_found() => Assert.Single(Graded.By<Chpasswd>("FROM alpine:3\nRUN echo \"a:$X\" | chpasswd\n").Findings);
}

using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class TlsOffEnvTests
{
    [Theory]
    [InlineData("ARG PYTHONHTTPSVERIFY=0")]
    [InlineData("RUN export GIT_SSL_NO_VERIFY=1 && git clone x")]
    [InlineData("ONBUILD ENV GIT_SSL_NO_VERIFY=1")]
    public void Every_place_that_sets_one_is_read(string line) => Assert.Single(Judged.Loci<TlsOffEnv>("FROM a\n" + line));
}

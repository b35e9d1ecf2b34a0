using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class CurlPipeShellTests
{
    [Theory]
    [InlineData("wget -qO- https://x | bash", true)]
    [InlineData("curl https://x | tee a | bash -", true)]
    [InlineData("bash <(curl https://x)", true)]
    [InlineData("eval \"$(curl https://x)\"", true)]
    [InlineData("V=$(curl https://x) && sh install.sh $V", false)]
    [InlineData("curl https://x | python3 parse.py", false)]
    [InlineData("curl https://x | jq . && bash", false)]
    public void Only_what_runs_the_download_is_found(string script, bool found) => Assert.Equal(found, Judged.Loci<CurlPipeShell>("FROM a\nRUN " + script).Any());
}

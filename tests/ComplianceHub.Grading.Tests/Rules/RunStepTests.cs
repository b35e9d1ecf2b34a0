using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Rules;

public sealed class RunStepTests
{
    [Theory]
    [InlineData("apt-get -yq install -t sid --option=A=b curl=1 git", "install", "curl=1 git")]
    [InlineData("sudo -E DEBIAN_FRONTEND=x apt-get install curl", "install", "curl")]
    [InlineData("env A=b /usr/bin/apt-get install curl", "install", "curl")]
    [InlineData("python3 -m pip install -r a.txt flask", "install", "flask")]
    [InlineData("pip3.12 install flask", "install", "flask")]
    [InlineData("apk add --virtual .build gcc", "add", "gcc")]
    [InlineData("dnf -y module install nodejs", "module install", "nodejs")]
    [InlineData("go install -tags a ./x", "install", "./x")]
    [InlineData("xargs -r -n 1 apt-get install -y", "install", "")]
    public void Command_lines_of_package_managers_are_read(string script, string verb, string operands)
    {
        var command = Assert.Single(Step("RUN " + script).Packages);

        Assert.Equal((verb, operands), (command.Verb, string.Join(' ', command.Operands.Select(o => o.Value))));
    }

    [Theory]
    [InlineData("apt-get install -yqq a", "-y -q -q")]
    [InlineData("apt-get install -q=2 a", "-q")]
    [InlineData("apt-get install -oA=b -tsid a", "-o -t")]
    public void Bundled_options_are_taken_apart(string script, string options) =>
        Assert.Equal(options, string.Join(' ', Step("RUN " + script).Packages[0].Options.Select(o => o.Name)));

    [Theory]
    [InlineData("rm -rf /var/lib/apt/lists/*", true)]
    [InlineData("rm -rf /var/lib/apt/lists/* /tmp/*", true)]
    [InlineData("rm -rf /var/lib/apt", true)]
    [InlineData("rm -rf /var/{lib/apt/lists,cache}/*", true)]
    [InlineData("rm -rf \"/var/lib/apt/lists/\"*", true)]
    [InlineData("rm -rf /tmp/*", false)]
    [InlineData("ls /var/lib/apt/lists", false)]
    public void Removing_a_directory_is_seen(string command, bool removes)
    {
        var step = Step("RUN apt-get update && " + command);

        Assert.Equal(removes, step.RemovesAfter(step.Commands[0], "/var/lib/apt/lists"));
    }

    [Theory]
    [InlineData("--mount=type=cache,target=/var/lib/apt", true)]
    [InlineData("--mount=type=tmpfs,dst=/var/lib/apt/lists/", true)]
    [InlineData("--mount=type=bind,target=/var/lib/apt", false)]
    [InlineData("--mount=type=cache,target=/var/lib/apt/listsx", false)]
    public void Mounts_keep_a_directory_out_of_the_layer(string flag, bool mounts) =>
        Assert.Equal(mounts, Step($"RUN {flag} apt-get update").MountsOver("/var/lib/apt/lists"));

    private static RunStep Step(string run) => Assert.Single(RunStep.Of(Dockerfile.Parse("FROM x\n" + run).Stages[0]));
}

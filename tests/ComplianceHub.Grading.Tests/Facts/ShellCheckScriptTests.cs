using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Tests.Facts;

public sealed class ShellCheckScriptTests
{
    [Theory]
    [InlineData("FROM a\nRUN x", "sh")]
    [InlineData("FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN x", "bash")]
    [InlineData("FROM a\nSHELL [\"/bin/ash\", \"-c\"]\nRUN x", "dash")]
    [InlineData("FROM a\nSHELL [\"/usr/bin/env\", \"bash\", \"-c\"]\nRUN x", "bash")]
    [InlineData("FROM a\nSHELL [\"pwsh\", \"-c\"]\nRUN x", "")]
    [InlineData("FROM a\nSHELL [\"/bin/zsh\", \"-c\"]\nRUN x", "")]
    [InlineData("FROM mcr.microsoft.com/windows/servercore:1\nRUN x", "")]
    [InlineData("FROM a\n# hadolint shell=bash\nRUN x\nRUN y", "bash bash")]
    [InlineData("FROM a\n# hadolint shell=pwsh\nRUN x", "")]
    [InlineData("FROM a\nSHELL [\"custom\"]\n# hadolint shell=bash\nRUN x", "bash")]
    [InlineData("FROM a\n# hadolint shell=bash\nSHELL [\"dash\", \"-c\"]\nRUN x", "dash")]
    [InlineData("FROM a\nRUN <<EOF\n#!/usr/bin/env bash\nx\nEOF\n", "bash")]
    [InlineData("FROM a\nRUN <<EOF\n#!/usr/bin/python\nx\nEOF\n", "")]
    [InlineData("FROM a\nRUN [\"bash\", \"-c\", \"x\"]\nRUN [\"/app\", \"x\"]", "bash")]
    [InlineData("FROM a\nSHELL [\"bash\", \"-c\"]\nFROM a\nRUN x", "sh")]
    [InlineData("FROM a AS b\nSHELL [\"bash\", \"-c\"]\nFROM b\nRUN x", "bash")]
    public void The_dialect_is_the_shells_that_reads_the_script(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', ShellCheckScript.Of(Dockerfile.Parse(text)).Select(s => s.Program[7..s.Program.IndexOf('\n', StringComparison.Ordinal)])));

    [Fact]
    public void Variables_that_the_script_may_name_count_as_set() =>
        Assert.Equal(
            "#!/bin/sh\nexport A=1\nexport B=1\nexport PARENT=1\nls $A ${B} $PARENT $LATER\n",
            ShellCheckScript.Of(Dockerfile.Parse("ARG G=1\nFROM a AS p\nENV PARENT=1\nFROM p\nARG A\nENV B=2 UNUSED=3 w.rong=4\nRUN ls $A ${B} $PARENT $LATER\nARG LATER\n")).Single().Program);

    [Fact]
    public void The_same_script_has_the_same_key_wherever_it_stands()
    {
        var scripts = ShellCheckScript.Of(Dockerfile.Parse("FROM a\nRUN ls \\\n  -l\nENV X=1\nRUN ls \\\n\n  -l\nSHELL [\"bash\", \"-c\"]\nRUN ls \\\n  -l\n")).ToList();

        Assert.Equal(scripts[0].Key, scripts[1].Key);
        Assert.NotEqual(scripts[0].Key, scripts[2].Key);
    }

    [Fact]
    public void The_script_stands_whole_behind_its_prelude()
    {
        var script = ShellCheckScript.Of(Dockerfile.Parse("FROM a\nARG X\nRUN <<EOF\n#!/bin/bash\necho $X\nEOF\n")).Single();

        Assert.Equal("# /bin/bash\necho $X\n", script.Program[script.Prelude..]);
        Assert.Equal(script.Run.Text.Length, script.Program.Length - script.Prelude);
    }

    [Fact]
    public void What_is_empty_or_very_long_is_not_handed_on() =>
        Assert.Empty(ShellCheckScript.Of(Dockerfile.Parse($"FROM a\nRUN\nRUN echo {new string('x', 40_000)}\n")));
}

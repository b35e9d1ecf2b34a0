namespace ComplianceHub.Dockerfiles.Tests;

public sealed class RunScriptTests
{
    private static IReadOnlyList<RunScript> Scripts(params string[] lines)
    {
        var file = Dockerfiles.Parse(lines);
        return [.. file.Stages.SelectMany(RunScript.Of)];
    }

    [Fact]
    public void Trap14_a_here_document_that_stands_alone_is_the_script()
    {
        var script = Assert.Single(Scripts("FROM a", "RUN <<EOF", "apt-get update", "# c", "apt-get install -y x", "EOF"));

        Assert.Equal(["apt-get", "apt-get"], script.Script.Commands.Select(c => c.Name));
        Assert.Equal([3, 5], script.Script.Commands.Select(c => script.LineAt(c.Span.Start)));
    }

    [Fact]
    public void Trap14_otherwise_it_is_input_of_the_command()
    {
        var script = Assert.Single(Scripts("FROM a", "RUN <<EOF python3 && rm x", "import apt", "EOF"));

        Assert.Equal(["python3", "rm"], script.Script.Commands.Select(c => c.Name));
        Assert.Equal("import apt\n", script.Script.Commands[0].StandardInput);
        Assert.Empty(script.Script.Errors);
    }

    [Fact]
    public void Trap14_a_shebang_names_the_interpreter()
    {
        var scripts = Scripts("FROM a", "RUN <<EOF", "#!/usr/bin/env python3", "import x", "EOF", "RUN <<EOF", "#!/bin/bash", "ls", "EOF");

        Assert.Equal([ShellKind.Other, ShellKind.Bash], scripts.Select(s => s.Kind));
        Assert.Empty(scripts[0].Script.Commands);
        Assert.Equal("ls", scripts[1].Script.Commands.Single().Name);
    }

    [Fact]
    public void Stripped_tabs_do_not_shift_the_lines()
    {
        var file = Dockerfiles.Parse("FROM a", "RUN <<-EOF", "\t\tone x", "\ttwo y", "\tEOF");
        var script = RunScript.Of(file.Stages[0]).Single();

        Assert.Equal(["x", "y"], script.Script.Commands.Select(c => file.TextAt(script.SpanOf(c.Words[1].Span))));
        Assert.Equal([3, 4], script.Script.Commands.Select(c => script.LineAt(c.Span.Start)));
    }

    [Fact]
    public void Offsets_lead_back_over_continuations_comments_and_here_documents()
    {
        var file = Dockerfiles.Parse("FROM a", "RUN --network=none one && \\", "  # c", "  two 'b' \\", "  && cat <<E", "$(three z)", "E");
        var script = RunScript.Of(file.Stages[0]).Single();

        Assert.Equal([("one", 2), ("two", 4), ("cat", 5), ("three", 6)], script.Script.Commands.Select(c => (c.Name, script.LineAt(c.Span.Start))));
        Assert.All(script.Script.Commands.SelectMany(c => c.Words), w => Assert.Equal(w.Raw, file.TextAt(script.SpanOf(w.Span))));
    }

    [Fact]
    public void Trap15_exec_form_that_calls_a_shell_is_a_script_and_other_exec_form_is_one_command()
    {
        var file = Dockerfiles.Parse("FROM a", "RUN [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\", \"a \\\"b\\\" | c\"]", "RUN [\"echo\", \"$X && sudo\"]");
        var scripts = RunScript.Of(file.Stages[0]);

        Assert.Equal(["a", "c"], scripts[0].Script.Commands.Select(c => c.Name));
        Assert.True(scripts[0].PipeFail);
        Assert.Equal("c", file.TextAt(scripts[0].SpanOf(scripts[0].Script.Commands[1].Words[0].Span)));
        var echo = Assert.Single(scripts[1].Script.Commands);
        Assert.Equal(["echo", "$X && sudo"], echo.Words.Select(w => w.Value));
        Assert.False(echo.Words[1].IsDynamic);
        Assert.Equal("$X && sudo", file.TextAt(scripts[1].SpanOf(echo.Words[1].Span)));
    }

    [Fact]
    public void Trap34_SHELL_is_inherited_by_FROM_stage_and_reset_by_another_FROM()
    {
        var scripts = Scripts("FROM a AS x", "RUN one", "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]", "RUN two", "FROM x", "RUN three", "FROM b", "RUN four");

        Assert.Equal([ShellKind.Posix, ShellKind.Bash, ShellKind.Bash, ShellKind.Posix], scripts.Select(s => s.Kind));
        Assert.Equal([false, true, true, false], scripts.Select(s => s.PipeFail));
    }

    [Theory]
    [InlineData("[\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]", true)]
    [InlineData("[\"/usr/bin/bash\", \"-euxo\", \"pipefail\", \"-c\"]", true)]
    [InlineData("[\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]", true)]
    [InlineData("[\"zsh\", \"-o\", \"pipefail\", \"-c\"]", true)]
    [InlineData("[\"/bin/sh\", \"-o\", \"pipefail\", \"-c\"]", false)]
    [InlineData("[\"/bin/bash\", \"-c\"]", false)]
    [InlineData("[\"/bin/bash\", \"pipefail\", \"-c\"]", false)]
    public void Trap47_pipefail_counts_by_the_shells_base_name(string shell, bool pipeFail) =>
        Assert.Equal(pipeFail, Assert.Single(Scripts("FROM a", $"SHELL {shell}", "RUN a | b")).PipeFail);

    [Theory]
    [InlineData("set -o pipefail && a | b", true)]
    [InlineData("set -euxo pipefail; a | b", true)]
    [InlineData("set -e -o pipefail; a | b", true)]
    [InlineData("a | b; set -o pipefail", false)]
    [InlineData("set +o pipefail; a | b", false)]
    [InlineData("echo set -o pipefail; a | b", false)]
    public void Trap47_set_counts_before_the_first_pipe(string text, bool pipeFail) =>
        Assert.Equal(pipeFail, Assert.Single(Scripts("FROM a", $"RUN {text}")).PipeFail);

    [Fact]
    public void Trap47_no_posix_commands_are_read_under_other_shells()
    {
        var scripts = Scripts("FROM a", "SHELL [\"powershell\", \"-Command\"]", "RUN a | b", "SHELL [\"cmd\", \"/S\", \"/C\"]", "RUN c", "SHELL [\"/bin/sh\", \"-c\"]", "RUN d");

        Assert.Equal([ShellKind.PowerShell, ShellKind.Cmd, ShellKind.Posix], scripts.Select(s => s.Kind));
        Assert.Equal([0, 0, 1], scripts.Select(s => s.Script.Commands.Length));
    }

    [Theory]
    [InlineData("mcr.microsoft.com/windows/servercore:ltsc2022", ShellKind.Cmd)]
    [InlineData("mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809", ShellKind.Cmd)]
    [InlineData("mcr.microsoft.com/windows/nanoserver:$TAG", ShellKind.Cmd)]
    [InlineData("--platform=windows/amd64 x", ShellKind.Cmd)]
    [InlineData("mcr.microsoft.com/dotnet/framework/runtime:4.8", ShellKind.Cmd)]
    [InlineData("swindows/x", ShellKind.Posix)]
    public void Windows_images_have_cmd(string from, ShellKind kind) => Assert.Equal(kind, Assert.Single(Scripts($"FROM {from}", "RUN a")).Kind);

    [Fact]
    public void A_file_whose_escape_is_the_backtick_is_for_windows()
    {
        Assert.Equal(ShellKind.Cmd, Assert.Single(Scripts("# escape=`", "FROM $BASE", "RUN dir c:\\")).Kind);
    }

    [Fact]
    public void RUN_inside_ONBUILD_is_a_script_of_its_stage()
    {
        var script = Assert.Single(Scripts("FROM a AS x", "ONBUILD RUN apt-get \\", "  update", "FROM x"));

        Assert.Equal(["apt-get", "update"], script.Script.Commands.Single().Words.Select(w => w.Value));
        Assert.Equal(3, script.LineAt(script.Script.Commands[0].Words[1].Offset));
    }
}

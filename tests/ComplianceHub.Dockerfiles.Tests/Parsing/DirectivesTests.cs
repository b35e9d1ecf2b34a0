namespace ComplianceHub.Dockerfiles.Tests.Parsing;

public sealed class DirectivesTests
{
    [Fact]
    public void Trap01_directives_count_at_the_very_top_in_any_case_and_spacing()
    {
        var file = Dockerfiles.Parse("#ESCAPE = `", "# syntax=docker/dockerfile:1", "# check=skip=all", "FROM a");

        Assert.Equal('`', file.Escape);
        Assert.Equal(
            [("escape", "`", 1), ("syntax", "docker/dockerfile:1", 2), ("check", "skip=all", 3)],
            file.Directives.Select(d => (d.Name, d.Value, d.Line)));
        Assert.Empty(file.The<FromInstruction>().Comments);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# a comment")]
    [InlineData("# key=value")]
    [InlineData("FROM x")]
    public void Trap01_anything_else_ends_them(string line)
    {
        var file = Dockerfiles.Parse(line, "# escape=`", "FROM a");

        Assert.Equal('\\', file.Escape);
        Assert.Empty(file.Directives);
    }

    [Fact]
    public void Trap01_a_repeated_or_a_bad_one_is_an_error()
    {
        Assert.Equal(["only one escape parser directive can be used"], Dockerfiles.Parse("# escape=`", "# escape=\\", "FROM a").SyntaxErrors());
        Assert.Equal(["invalid escape token 'x' does not match ` or \\"], Dockerfiles.Parse("# escape=x", "FROM a").SyntaxErrors());
        Assert.Equal(["invalid escape token ' ' does not match ` or \\"], Dockerfiles.Parse("# escape= ", "FROM a").SyntaxErrors());
    }

    [Fact]
    public void Trap02_a_byte_order_mark_is_dropped_but_spans_count_it()
    {
        var file = Dockerfile.Parse("\uFEFF# escape=`\nFROM a");

        Assert.Equal('`', file.Escape);
        Assert.Equal("FROM a", file.TextAt(file.The<FromInstruction>().Span));
    }

    [Fact]
    public void Trap02_behind_a_shebang_syntax_counts_and_escape_does_not()
    {
        var file = Dockerfiles.Parse("#!/usr/bin/env docker", "# syntax=x/y", "# escape=`", "FROM a");

        Assert.Equal('\\', file.Escape);
        Assert.Equal(("syntax", "x/y", 2), file.Directives.Select(d => (d.Name, d.Value, d.Line)).Single());
    }

    [Fact]
    public void Trap03_syntax_may_be_written_with_slashes_or_as_json_and_check_may_not()
    {
        Assert.Equal("x/y", Dockerfiles.Parse("//syntax=x/y", "//check=skip=all").Directives.Single().Value);
        Assert.Equal("x/y", Dockerfiles.Parse("{\"syntax\": \"x/y\",", "\"check\": \"skip=all\"}").Directives.Single().Value);
        Assert.Empty(Dockerfiles.Parse("{\"syntax\": \"\\ud800\"}").Directives.Where(d => d.Value.Length > 1));
    }

    [Fact]
    public void Trap03_the_value_ends_at_the_first_blank()
    {
        var directive = Dockerfiles.Parse("# syntax = docker/dockerfile:1 # why", "FROM a").Directives.Single();

        Assert.Equal(("docker/dockerfile:1", "docker/dockerfile:1 # why"), (directive.Value, directive.CommandLine));
    }

    [Fact]
    public void Trap04_a_check_comment_above_an_instruction_stays_with_it_over_blank_lines_and_not_over_an_empty_comment()
    {
        var file = Dockerfiles.Parse("FROM a", "# check=skip=X", "", "USER b", "# check=skip=Y", "#", "USER c", "  # check=skip=Z", "USER d");

        Assert.Equal(["check=skip=X"], file.Instructions[1].Comments);
        Assert.Empty(file.Instructions[2].Comments);
        Assert.Equal(["# check=skip=Z"], file.Instructions[3].Comments);
    }

    [Fact]
    public void An_escape_directive_moves_continuation_and_escapes_to_the_backtick()
    {
        var file = Dockerfiles.Parse("# escape=`", "FROM a", "RUN dir c:\\ `", "  /b", "ENV A=`\"x B=c:\\y\\");

        Assert.Equal("dir c:\\   /b", file.The<RunInstruction>().Script);
        Assert.Equal([("A", "\"x"), ("B", "c:\\y\\")], file.The<EnvInstruction>().Pairs.Select(p => (p.Key, p.Value)));
    }
}

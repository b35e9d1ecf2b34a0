namespace ComplianceHub.Dockerfiles.Tests.Parsing;

public sealed class LinesTests
{
    [Theory]
    [InlineData("RUN a \\", "b", "RUN a b")]
    [InlineData("RUN a \\  \t", "b", "RUN a b")]
    [InlineData("RUN a\\", "  b", "RUN a  b")]
    public void Trap05_the_escape_continues_a_line_when_only_blanks_follow(string first, string second, string original)
    {
        var run = Dockerfiles.Parse("FROM a", first, second).The<RunInstruction>();

        Assert.Equal(original, run.Original);
        Assert.Equal((2, 3), (run.StartLine, run.EndLine));
    }

    [Theory]
    [InlineData("RUN a \\\\")]
    [InlineData("RUN a \\\\\\")]
    public void Trap05_two_or_three_escapes_do_not_continue(string line)
    {
        var file = Dockerfiles.Parse("FROM a", line, "USER b");

        Assert.Equal(line, file.The<RunInstruction>().Original);
        Assert.Equal("b", file.The<UserInstruction>().User.Text);
    }

    [Fact]
    public void Trap06_comments_and_blank_lines_inside_a_continuation_vanish_and_the_blank_one_is_noted()
    {
        var run = Dockerfiles.Parse("FROM a", "RUN one && \\", "  # not \\", "", "# nor this", "  two").The<RunInstruction>();

        Assert.Equal("one &&   two", run.Script);
        Assert.True(run.HasEmptyContinuation);
        Assert.Equal((2, 6), (run.StartLine, run.EndLine));
    }

    [Fact]
    public void Trap06_a_comment_outside_never_continues()
    {
        var file = Dockerfiles.Parse("# a \\", "FROM a");

        Assert.Equal(["a \\"], file.The<FromInstruction>().Comments);
    }

    [Fact]
    public void Trap07_a_hash_inside_a_line_is_no_comment()
    {
        Assert.Equal("Syntax error - can't find = in \"#\". Must be of the form: name=value", Assert.Single(Dockerfiles.Parse("FROM a", "ENV X=1 # c").SyntaxErrors()));
        Assert.Equal(["a", "#", "hi"], Dockerfiles.Parse("FROM a # hi").The<FromInstruction>().Arguments.Select(w => w.Text));
        Assert.Single(Dockerfiles.Parse("FROM a", "LABEL a=b #c").SyntaxErrors());
    }

    [Fact]
    public void Trap08_white_space_leads_a_continuation_but_not_the_instruction()
    {
        var env = Dockerfiles.Parse("FROM a", "   ENV X=\"1\\", "   2\"").The<EnvInstruction>();

        Assert.Equal("1   2", Assert.Single(env.Pairs).Value);
        Assert.Equal(10, env.Span.Start);
    }

    [Fact]
    public void Trap08_carriage_returns_are_dropped_from_instructions_but_stay_in_here_documents()
    {
        var file = Dockerfile.Parse("FROM a\r\nRUN a \\\r\n  b\r\nCOPY <<X /x\r\nline\r\nX\r\n");

        Assert.Equal("a   b", file.The<RunInstruction>().Script);
        Assert.Equal("line\r\n", Assert.Single(file.The<CopyInstruction>().Heredocs).Content);
        Assert.Empty(file.Errors);
    }

    [Fact]
    public void Trap08_vertical_tab_and_form_feed_separate_words_but_a_hard_space_does_not()
    {
        Assert.Equal(["a", "AS", "b"], Dockerfiles.Parse("FROM\va\fAS\tb").The<FromInstruction>().Arguments.Select(w => w.Text));
        Assert.Equal("a\u00a0b", Dockerfiles.Parse("FROM a\u00a0b").The<FromInstruction>().Image.Text);
    }

    [Fact]
    public void Trap09_a_file_without_instructions_is_an_error()
    {
        Assert.Equal(["file with no instructions"], Dockerfiles.Parse("# nothing", "").SyntaxErrors());
        Assert.Equal(["file with no instructions"], Dockerfile.Parse("").SyntaxErrors());
    }

    [Fact]
    public void Trap09_an_unknown_word_is_kept_and_only_the_second_step_refuses_it()
    {
        var file = Dockerfiles.Parse("FROM a", "FORM b", "USER c");

        var error = Assert.Single(file.Errors);
        Assert.Equal((ParseErrorKind.Instruction, 2, "unknown instruction: FORM"), (error.Kind, error.Line, error.Message));
        Assert.Equal("FORM", file.The<UnknownInstruction>().Name);
        Assert.Equal("c", file.The<UserInstruction>().User.Text);
    }

    [Fact]
    public void Trap10_an_instruction_spans_from_its_first_to_its_last_physical_line_here_documents_included()
    {
        var file = Dockerfiles.Parse("FROM a", "RUN <<A cat \\", "&& true", "x", "A", "USER b");
        var run = file.The<RunInstruction>();

        Assert.Equal((2, 5), (run.StartLine, run.EndLine));
        Assert.Equal("RUN <<A cat \\\n&& true\nx\nA", file.TextAt(run.Span));
        Assert.Equal(file.Text.IndexOf("\nx", StringComparison.Ordinal), run.LogicalEnd);
    }

    [Fact]
    public void Trap55_a_file_without_FROM_is_still_read()
    {
        var file = Dockerfiles.Parse("RUN a", "USER b");

        Assert.Equal("no build stage in current context", Assert.Single(file.Errors).Message);
        Assert.Equal(2, file.Instructions.Length);
        Assert.Empty(file.Stages);
    }

    [Fact]
    public void A_line_beyond_what_BuildKit_scans_is_an_error_but_read()
    {
        var file = Dockerfiles.Parse("FROM a", "RUN " + new string('x', 70_000), "USER b");

        Assert.Equal((2, "dockerfile line greater than max allowed size of 65535"), (Assert.Single(file.Errors).Line, file.Errors[0].Message));
        Assert.Equal("b", file.The<UserInstruction>().User.Text);
    }

    [Fact]
    public void Comments_stay_with_the_next_instruction_until_an_empty_one()
    {
        var file = Dockerfiles.Parse("FROM a", "# one", "", "#two", "  # three", "USER b", "# gone", "#", "# four", "USER c");

        Assert.Equal(["one", "two", "# three"], file.Instructions[1].Comments);
        Assert.Equal(["four"], file.Instructions[2].Comments);
    }

    [Fact]
    public void A_line_of_nothing_but_an_escape_begins_an_instruction()
    {
        var from = Dockerfiles.Parse("\\", "FROM a").The<FromInstruction>();

        Assert.Equal((1, 2, "a"), (from.StartLine, from.EndLine, from.Image.Text));
    }
}

namespace ComplianceHub.Dockerfiles.Tests.Parsing;

public sealed class HeredocsTests
{
    [Theory]
    [InlineData("RUN cat <<EOF")]
    [InlineData("COPY <<EOF /x")]
    [InlineData("ADD <<EOF /x")]
    [InlineData("ONBUILD RUN <<EOF")]
    [InlineData("run <<EOF")]
    [InlineData("RUN << EOF")]
    public void Trap11_RUN_COPY_ADD_and_ONBUILD_of_them_start_one(string line)
    {
        var file = Dockerfiles.Parse("FROM a", line, "USER root", "EOF", "USER b");

        Assert.Equal("USER root\n", Assert.Single(file.Instructions[1].Heredocs).Content);
        Assert.Equal("b", file.The<UserInstruction>().User.Text);
    }

    [Theory]
    [InlineData("ENV X=<<EOF")]
    [InlineData("USER <<EOF")]
    [InlineData("LABEL a=<<EOF")]
    [InlineData("RUN echo \"<<EOF\"")]
    [InlineData("RUN echo '<<EOF'")]
    [InlineData("RUN echo $((1<<2))")]
    [InlineData("RUN cat <<<EOF")]
    [InlineData("RUN [\"cat\", \"<<EOF\"]")]
    [InlineData("RUN echo a<<EOF")]
    [InlineData("CMD <<EOF")]
    public void Trap11_others_start_none(string line)
    {
        var file = Dockerfiles.Parse("FROM a", line, "USER b");

        Assert.Empty(file.Instructions[1].Heredocs);
        Assert.Equal(3, file.Instructions.Length);
    }

    [Fact]
    public void Trap12_several_on_one_line_have_their_bodies_in_order()
    {
        var file = Dockerfiles.Parse("FROM a", "COPY <<one <<two /x/", "1", "one", "2", "two");
        var bodies = file.The<CopyInstruction>().Heredocs;

        Assert.Equal([("one", "1\n"), ("two", "2\n")], bodies.Select(h => (h.Name, h.Content)));
        Assert.Equal(["1\n", "2\n"], bodies.Select(h => file.TextAt(h.Span)));
    }

    [Fact]
    public void Trap12_a_dash_strips_tabs_from_body_and_terminator()
    {
        var heredoc = Assert.Single(Dockerfiles.Parse("FROM a", "RUN <<-E", "\tone", "\t\ttwo\tx", "\tE").The<RunInstruction>().Heredocs);

        Assert.True(heredoc.Chomp);
        Assert.Equal("one\ntwo\tx\n", heredoc.Content);
    }

    [Theory]
    [InlineData("<<'EOF'", "EOF", false, 0)]
    [InlineData("<<\"EOF\"", "EOF", false, 0)]
    [InlineData("<<eo'f'", "eof", false, 0)]
    [InlineData("<<'one two'", "one two", false, 0)]
    [InlineData("<<EOF", "EOF", true, 0)]
    [InlineData("3<<X", "X", true, 3)]
    [InlineData("<<$X", "$X", true, 0)]
    public void Trap12_quotes_turn_expansion_off_and_a_number_names_the_descriptor(string word, string name, bool expand, int descriptor)
    {
        var heredoc = Assert.Single(Dockerfiles.Parse("FROM a", $"RUN cat {word}", "x", name).The<RunInstruction>().Heredocs);

        Assert.Equal((name, expand, descriptor), (heredoc.Name, heredoc.Expand, heredoc.FileDescriptor));
    }

    [Fact]
    public void Trap13_the_terminator_is_a_whole_line_and_the_body_is_raw()
    {
        var file = Dockerfiles.Parse("FROM a", "RUN <<E", "a \\", "# b", "FROM c", "E ", " E", "E");

        Assert.Equal("a \\\n# b\nFROM c\nE \n E\n", Assert.Single(file.The<RunInstruction>().Heredocs).Content);
        Assert.Single(file.Stages);
    }

    [Fact]
    public void Trap13_an_unterminated_one_is_an_error_and_the_lines_behind_are_read()
    {
        var file = Dockerfiles.Parse("FROM a", "RUN <<E", "USER b");

        Assert.Equal(["unterminated heredoc E"], file.SyntaxErrors());
        Assert.Equal("b", file.The<UserInstruction>().User.Text);
    }

    [Fact]
    public void A_word_error_on_the_line_means_no_here_document()
    {
        Assert.Empty(Dockerfiles.Parse("FROM a", "RUN echo ${X^^} <<E", "USER b").The<RunInstruction>().Heredocs);
        Assert.Empty(Dockerfiles.Parse("FROM a", "RUN echo it's <<E", "USER b").The<RunInstruction>().Heredocs);
    }
}

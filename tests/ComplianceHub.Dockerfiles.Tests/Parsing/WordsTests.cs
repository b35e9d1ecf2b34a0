namespace ComplianceHub.Dockerfiles.Tests.Parsing;

public sealed class WordsTests
{
    [Theory]
    [InlineData("[\"a\", \"b\"]", "a", "b")]
    [InlineData("  [ \"a\" , \"b\" ]  ", "a", "b")]
    [InlineData("[\"a\\u0041\\n\", \"\\\\\"]", "aA\n", "\\")]
    [InlineData("[]")]
    public void Trap15_a_json_array_of_strings_is_exec_form(string text, params string[] words)
    {
        var cmd = Dockerfiles.Parse("FROM a", "CMD " + text).The<CmdInstruction>();

        Assert.Equal(CommandForm.Exec, cmd.Form);
        Assert.Equal(words, cmd.Arguments.Select(w => w.Text));
        Assert.Equal("", cmd.Script);
    }

    [Theory]
    [InlineData("['a', 'b']")]
    [InlineData("[“a”]")]
    [InlineData("[\"a\",]")]
    [InlineData("[\"a\"] b")]
    [InlineData("[\"c:\\x\"]")]
    [InlineData("[\"a\"")]
    [InlineData("[1e999]")]
    [InlineData("[\"a\tb\"]")]
    [InlineData("[01]")]
    public void Trap15_what_is_no_json_falls_back_to_shell_form(string text)
    {
        var file = Dockerfiles.Parse("FROM a", "CMD " + text);

        Assert.Equal(CommandForm.Shell, file.The<CmdInstruction>().Form);
        Assert.Equal(text, file.The<CmdInstruction>().Script);
        Assert.Empty(file.Errors);
    }

    [Theory]
    [InlineData("[\"a\", 1]")]
    [InlineData("[null]")]
    [InlineData("[\"a\", [\"b\"]]")]
    [InlineData("[{\"a\": [1, true, false, -0.5e3]}]")]
    public void Trap15_an_array_of_anything_else_is_an_error(string text)
    {
        foreach (var name in (string[])["RUN", "CMD", "ENTRYPOINT", "SHELL", "HEALTHCHECK CMD", "COPY", "ADD", "VOLUME"])
        {
            Assert.Contains("when using JSON array syntax, arrays must be comprised of strings only", Dockerfiles.Parse("FROM a", $"{name} {text}").SyntaxErrors());
        }
    }

    [Fact]
    public void Trap15_json_may_span_lines_and_its_words_point_into_them()
    {
        var file = Dockerfiles.Parse("FROM a", "COPY [\"a\", \\", "# c", "  \"b\"]");
        var copy = file.The<CopyInstruction>();

        Assert.Equal(["\"a\"", "\"b\""], copy.Arguments.Select(w => file.TextAt(w.Span)));
        Assert.Equal("b", copy.Destination.Text);
    }

    [Fact]
    public void Trap16_the_first_word_decides_between_the_two_syntaxes()
    {
        var old = Dockerfiles.Parse("FROM a", "ENV X \"a  b\" c=d").The<EnvInstruction>();
        var current = Dockerfiles.Parse("FROM a", "ENV X=\"a  b\" c=d\\ e 'f g'=h").The<EnvInstruction>();

        Assert.True(old.LegacySyntax);
        Assert.Equal(("X", "\"a  b\" c=d"), (old.Pairs[0].Key, old.Pairs[0].RawValue));
        Assert.False(current.LegacySyntax);
        Assert.Equal([("X", "a  b"), ("c", "d e"), ("f g", "h")], current.Pairs.Select(p => (p.Key, p.Value)));
        Assert.Equal(["\"a  b\"", "d\\ e", "h"], current.Pairs.Select(p => p.RawValue));
    }

    [Fact]
    public void Trap16_ARG_takes_several_words_each_an_argument()
    {
        var file = Dockerfiles.Parse("FROM a", "ARG foo bar baz=\"q\" e=");

        Assert.Equal([("foo", null), ("bar", null), ("baz", "q"), ("e", "")], file.The<ArgInstruction>().Declarations.Select(d => (d.Key, d.Default)));
        Assert.Equal("\"q\"", file.The<ArgInstruction>().Declarations[2].RawDefault);
        Assert.Empty(file.Errors);
    }

    [Fact]
    public void Trap16_a_lone_key_is_an_error()
    {
        Assert.Equal(["ENV must have two arguments"], Dockerfiles.Parse("FROM a", "ENV X").SyntaxErrors());
        Assert.Equal(["LABEL must have two arguments"], Dockerfiles.Parse("FROM a", "LABEL X").SyntaxErrors());
    }

    [Fact]
    public void Trap17_flags_lead_and_two_dashes_end_them()
    {
        var run = Dockerfiles.Parse("FROM a", "RUN --mount=type=cache,target=\"/a b\" --network=none -- --x y").The<RunInstruction>();

        Assert.Equal([("mount", "type=cache,target=/a b"), ("network", "none")], run.Flags.Select(f => (f.Name, f.Value)));
        Assert.Equal("--x y", run.Script);
        Assert.Empty(Dockerfiles.Parse("FROM a", "RUN -x y").The<RunInstruction>().Flags);
        Assert.Null(Assert.Single(Dockerfiles.Parse("FROM a", "COPY --link a b").The<CopyInstruction>().Flags).Value);
    }

    /// <summary>BuildKit reads a flag byte by byte: 0xA0 and 0x85 are blanks to it, even inside a letter.</summary>
    [Theory]
    [InlineData("COPY --from=build-e\u00A0nv /a /b", "build-e\u00C2", "nv /a /b")]
    [InlineData("COPY --from=caf\u00E9 /a /b", "caf\u00C3\u00A9", "/a /b")]
    [InlineData("COPY --from='\u00E0' /a /b", "\u00C3\u00A0", "/a /b")]
    [InlineData("COPY --from=\u00E0 /a /b", "\u00C3", "/a /b")]
    [InlineData("COPY --from=\\\u00E0 /a /b", "\u00C3\u00A0", "/a /b")]
    public void Trap17_flags_are_read_byte_by_byte(string line, string value, string rest)
    {
        var copy = Dockerfiles.Parse("FROM a", line).The<CopyInstruction>();

        Assert.Equal((value, rest), (Assert.Single(copy.Flags).Value, string.Join(' ', copy.Sources.Append(copy.Destination).Select(w => w!.Text))));
    }

    [Theory]
    [InlineData("ENV --x A=b", "unknown flag: --x")]
    [InlineData("MAINTAINER --x me", "unknown flag: --x")]
    [InlineData("COPY --from=a --from=b c d", "duplicate flag specified: from")]
    [InlineData("COPY --from c d", "missing a value on flag: from")]
    [InlineData("COPY --link=maybe c d", "expecting boolean value for flag link, not: maybe")]
    public void Trap17_a_flag_where_none_belongs_is_an_error(string line, string message)
    {
        var error = Assert.Single(Dockerfiles.Parse("FROM a", line).Errors);

        Assert.Equal((message, ParseErrorKind.Instruction, 2), (error.Message, error.Kind, error.Line));
    }

    [Fact]
    public void Trap18_names_of_instructions_and_AS_are_case_insensitive()
    {
        var from = Dockerfiles.Parse("from a As B").The<FromInstruction>();

        Assert.Equal(("FROM", "B"), (from.Name, from.StageName?.Text));
    }

    [Fact]
    public void Trap19_HEALTHCHECK_CMD_is_no_CMD_and_ONBUILD_wraps_an_instruction()
    {
        var file = Dockerfiles.Parse("FROM a", "HEALTHCHECK --interval=5s CMD curl -f x", "ONBUILD CMD [\"x\"]", "HEALTHCHECK none");

        Assert.Empty(file.Instructions.OfType<CmdInstruction>());
        var check = file.Instructions.OfType<HealthcheckInstruction>().First();
        Assert.Equal((false, CommandForm.Shell, "curl -f x"), (check.IsNone, check.Form, check.Script));
        Assert.True(file.Instructions.OfType<HealthcheckInstruction>().Last().IsNone);
        Assert.Equal("x", Assert.IsType<CmdInstruction>(file.The<OnbuildInstruction>().Trigger).Arguments[0].Text);
    }

    [Fact]
    public void Trap41_FROM_may_quote_the_name_and_platform_and_AS_are_apart()
    {
        var from = Dockerfiles.Parse("FROM --platform=linux/amd64 \"ubuntu:24.04\" AS x").The<FromInstruction>();

        Assert.Equal(("ubuntu:24.04", "x", "linux/amd64"), (from.Image.Text, from.StageName?.Text, from.Platform));
    }

    [Fact]
    public void Words_and_pairs_point_exactly_into_the_text_over_continuations()
    {
        var file = Dockerfiles.Parse("FROM a", "LABEL one=1 \\", "      # c", "      two=\"2 \\", "2\" \\", "", "  three=3");
        var pairs = file.The<LabelInstruction>().Pairs;

        Assert.Equal(["one=1", "two=\"2 \\\n2\"", "three=3"], pairs.Select(p => file.TextAt(p.Span)));
        Assert.Equal(["1", "\"2 \\\n2\"", "3"], pairs.Select(p => file.TextAt(p.ValueSpan)));
    }

    [Theory]
    [InlineData("FROM", "FROM requires either one or three arguments")]
    [InlineData("FROM a b", "FROM requires either one or three arguments")]
    [InlineData("FROM a AS 1x", "invalid name for build stage: \"1x\", name can't start with a number or contain symbols")]
    [InlineData("COPY a", "COPY requires at least two arguments, but only one was provided. Destination could not be determined")]
    [InlineData("USER", "USER requires exactly one argument")]
    [InlineData("EXPOSE", "EXPOSE requires at least one argument")]
    [InlineData("ENV", "ENV requires at least one argument")]
    [InlineData("ENV =x", "ENV names can not be blank")]
    [InlineData("SHELL bash -c", "SHELL requires the arguments to be in JSON form: SHELL bash -c")]
    [InlineData("HEALTHCHECK", "HEALTHCHECK requires at least one argument")]
    [InlineData("HEALTHCHECK NONE x", "HEALTHCHECK NONE takes no arguments")]
    [InlineData("HEALTHCHECK RUN x", "Unknown type \"RUN\" in HEALTHCHECK (try CMD)")]
    [InlineData("HEALTHCHECK CMD", "Missing command after HEALTHCHECK CMD")]
    [InlineData("ONBUILD", "ONBUILD requires at least one argument")]
    [InlineData("ONBUILD FROM x", "FROM isn't allowed as an ONBUILD trigger")]
    [InlineData("ONBUILD ONBUILD RUN x", "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed")]
    [InlineData("VOLUME [\"\"]", "VOLUME specified can not be an empty string")]
    public void The_second_step_looks_at_numbers_of_arguments(string line, string message) =>
        Assert.Equal(message, Assert.Single(Dockerfiles.Parse("FROM a", line).Errors).Message);
}

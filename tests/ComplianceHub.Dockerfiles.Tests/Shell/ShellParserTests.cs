using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Dockerfiles.Tests.Shell;

public sealed class ShellParserTests
{
    [Theory]
    [InlineData("a && b || c; d & e", "a|b|c|d|e")]
    [InlineData("a | b |& c", "a|b|c")]
    [InlineData("(a; b) && { c; d; }", "a|b|c|d")]
    [InlineData("if a; then b; elif c; then d; else e; fi; f", "a|b|c|d|e|f")]
    [InlineData("for x in 1 2 $(ls); do a $x; done", "ls|a $x")]
    [InlineData("for x; do a; done", "a")]
    [InlineData("for ((i=0; i<$(n); i++)); do a; done", "n|a")]
    [InlineData("while a; do b; done; until c; do d; done", "a|b|c|d")]
    [InlineData("case \"$(uname -m)\" in x86_64|amd64) a ;; (arm*) b;; *) c; esac; d", "uname -m|a|b|c|d")]
    [InlineData("f() { a; }; function g { b; }; f", "a|b|f")]
    [InlineData("! a", "a")]
    [InlineData("time -p a", "a")]
    [InlineData("a `b \\`c\\`` d", "a `b \\`c\\`` d|b `c`|c")]
    [InlineData("x=$(a $(b)); c", "|a $(b)|b|c")]
    [InlineData("a \"$(b \"$(c)\")\"", "a $(b \"$(c)\")|b $(c)|c")]
    [InlineData("a ${x:-$(b)}", "a ${x:-$(b)}|b")]
    [InlineData("a $((1 + $(b))) $(( (2) ))", "a $((1 + $(b))) $(( (2) ))|b")]
    [InlineData("a $((b) | c)", "a $((b) | c)|b|c")]
    [InlineData("diff <(a) <(b)", "diff <(a) <(b)|a|b")]
    [InlineData("[[ $x == (a|b) && -f y ]] && a", "a")]
    [InlineData("((x++)) && a", "a")]
    [InlineData("arr=(a b $(c)); d", "|c|d")]
    [InlineData("a # b && c", "a")]
    [InlineData("a # b\nc", "a|c")]
    [InlineData("a \\\n b", "a b")]
    [InlineData("echo if then fi; a", "echo if then fi|a")]
    [InlineData("echo a#b {x,y} }", "echo a#b {x,y} }")]
    [InlineData("rm -rf !(a|b) @(c)", "rm -rf !(a|b) @(c)")]
    [InlineData("if a\nthen\n  b\nfi\n\nc", "a|b|c")]
    [InlineData("{ a; } > x && b", "a|b")]
    [InlineData("", "")]
    public void Trap44_all_simple_commands_are_found_in_order(string text, string commands)
    {
        var script = ShellScript.Parse(text);

        Assert.Empty(script.Errors);
        Assert.Equal(commands, string.Join('|', script.Commands.Select(c => string.Join(' ', c.Words.Select(w => w.Value)))));
    }

    [Fact]
    public void Trap44_a_quoted_name_is_no_command_and_one_after_a_semicolon_is()
    {
        Assert.Equal(["echo"], Names("echo \"sudo\" 'a; sudo b'"));
        Assert.Equal(["a", "sudo"], Names("a;sudo b"));
        Assert.Equal(["apt-get"], Names("/usr/bin/apt-get update"));
        Assert.Equal([""], Names("$X install"));
        Assert.Equal(["apt-get"], Names("'apt'-\"get\" update"));
    }

    [Fact]
    public void Trap44_assignments_before_a_command_are_not_its_name()
    {
        var command = Assert.Single(ShellScript.Parse("A=1 B=\"x y\" C+=z apt-get D=4").Commands);

        Assert.Equal([("A", "1"), ("B", "x y"), ("C", "z")], command.Assignments.Select(a => (a.Name, a.Value.Value)));
        Assert.Equal(["apt-get", "D=4"], command.Words.Select(w => w.Value));
        Assert.Empty(ShellScript.Parse("A=1").Commands[0].Words);
    }

    [Fact]
    public void Trap45_words_know_whether_they_hold_anything_unknown_and_where_they_stand()
    {
        const string text = "apt-get -yqq install '$x' \"$y\" a`b` c\\$d";
        var command = ShellScript.Parse(text).Commands[0];

        Assert.Equal([false, false, false, false, true, true, false], command.Words.Select(w => w.IsDynamic));
        Assert.All(command.Words, w => Assert.Equal(w.Raw, text.Substring(w.Offset, w.Raw.Length)));
        Assert.Equal("$x", command.Words[3].Value);
    }

    [Fact]
    public void Redirections_are_apart_from_words()
    {
        var command = ShellScript.Parse("a >x 2>&1 <y b &>>z 3<>w <<<\"s t\" >|v").Commands[0];

        Assert.Equal(["a", "b"], command.Words.Select(w => w.Value));
        Assert.Equal(
            [(">", "x", null), (">&", "1", 2), ("<", "y", null), ("&>>", "z", null), ("<>", "w", 3), ("<<<", "s t", null), (">|", "v", null)],
            command.Redirections.Select(r => (r.Operator, r.Target.Value, r.FileDescriptor)));
    }

    [Fact]
    public void Here_documents_are_standard_input_and_no_commands()
    {
        var script = ShellScript.Parse("cat <<A >x && python3 <<-'B'\napt-get update\n$(date)\nA\n\tprint(1)\n\tB\nls");

        Assert.Equal(["cat", "python3", "date", "ls"], script.Commands.Select(c => c.Name));
        Assert.Equal("apt-get update\n$(date)\n", script.Commands[0].StandardInput);
        Assert.Equal("print(1)\n", script.Commands[1].StandardInput);
        Assert.Empty(script.Errors);
    }

    [Fact]
    public void Pipes_connectors_and_depths_are_known()
    {
        var commands = ShellScript.Parse("a | b && (c || d) | e; $(f) &").Commands.ToDictionary(c => c.Name.Length > 0 ? c.Name : "-");

        Assert.Equal("a c d".Split(), commands.Where(c => c.Value.PipesOutput).Select(c => c.Key));
        Assert.Equal("b e".Split(), commands.Where(c => c.Value.PipesInput).Select(c => c.Key));
        Assert.Equal(commands["a"].Pipeline, commands["b"].Pipeline);
        Assert.NotEqual(commands["c"].Pipeline, commands["d"].Pipeline);
        Assert.Equal(
            [ShellConnector.None, ShellConnector.Pipe, ShellConnector.And, ShellConnector.Or, ShellConnector.Pipe, ShellConnector.Sequence],
            "abcde-".Select(c => commands[c.ToString()].Connector));
        Assert.Equal((1, 1, 0), (commands["c"].GroupDepth, commands["f"].SubstitutionDepth, commands["f"].GroupDepth));
    }

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    [InlineData("a `b")]
    [InlineData("a $(b")]
    [InlineData("a ${b")]
    [InlineData("if a; then b")]
    [InlineData("a )")]
    [InlineData("fi; a")]
    [InlineData("case x in a")]
    [InlineData("a (b)")]
    [InlineData("a <<E")]
    [InlineData("{ a")]
    [InlineData("a >")]
    [InlineData("[[ a")]
    [InlineData("x=(a")]
    [InlineData("a && && b")]
    [InlineData("| a")]
    public void Errors_are_noted_and_reading_goes_on(string text)
    {
        var script = ShellScript.Parse(text);

        Assert.NotEmpty(script.Errors);
        Assert.True(text == "case x in a" || script.Commands.Length > 0 || text is "[[ a" or "x=(a");
    }

    [Fact]
    public void Trap46_commands_know_their_order_so_that_cleaning_after_installing_can_be_told()
    {
        var script = ShellScript.Parse("apt-get install x && { rm -rf /var/lib/apt/lists/* || true; }");
        var (install, clean) = (script.Commands[0], script.Commands[1]);

        Assert.True(clean.Span.Start > install.Span.Start);
        Assert.Equal(("rm", "/var/lib/apt/lists/*"), (clean.Name, clean.Words[2].Value));
    }

    [Fact]
    public void Functions_are_named()
    {
        Assert.Equal(["f", "g-h"], ShellScript.Parse("f () { a; }\nfunction g-h() ( b )").Functions);
    }

    private static IEnumerable<string> Names(string text) => ShellScript.Parse(text).Commands.Select(c => c.Name);
}

using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Rules;

/// <summary>Edits of scripts in every way to write a RUN; an equal text says that the place is too odd to be edited.</summary>
public sealed class RunEditsTests
{
    private static RunStep Step(Dockerfile file, int index = 0) => RunStep.Of(file.Stages[^1])[index];

    private static string Edited(string text, Func<RunStep, IEnumerable<TextEdit>> edit) => TextEdit.Apply(text, edit(Step(Dockerfile.Parse(text))));

    [Theory]
    [InlineData("FROM a\nRUN b\n", "FROM a\nRUN b && x\n")]
    [InlineData("FROM a\nRUN b  ", "FROM a\nRUN b && x  ")]
    [InlineData("FROM a\r\nRUN b \\\r\n  && c\r\nCMD d", "FROM a\r\nRUN b \\\r\n  && c \\\r\n  && x\r\nCMD d")]
    [InlineData("FROM a\nRUN b && \\\n  # why\n      c\n", "FROM a\nRUN b && \\\n  # why\n      c && \\\n      x\n")]
    [InlineData("FROM a\nRUN set -eux; \\\n\tb; \\\n\tc\n", "FROM a\nRUN set -eux; \\\n\tb; \\\n\tc; \\\n\tx\n")]
    [InlineData("FROM a\nRUN b \\\n      c\n", "FROM a\nRUN b \\\n      c \\\n    && x\n")]
    [InlineData("# escape=`\nFROM a\nSHELL [\"/bin/sh\", \"-c\"]\nRUN b `\n && c\n", "# escape=`\nFROM a\nSHELL [\"/bin/sh\", \"-c\"]\nRUN b `\n && c `\n && x\n")]
    [InlineData("FROM a\nONBUILD RUN b\n", "FROM a\nONBUILD RUN b && x\n")]
    [InlineData("FROM a\nRUN <<EOF\nb\nc\nEOF\n", "FROM a\nRUN <<EOF\nb\nc && x\nEOF\n")]
    [InlineData("FROM a\nRUN <<-EOF\n\tb\n\tc\n\tEOF\nCMD d\n", "FROM a\nRUN <<-EOF\n\tb\n\tc && x\n\tEOF\nCMD d\n")]
    [InlineData("FROM a\nRUN b # c\n", "FROM a\nRUN b # c\n")]
    [InlineData("FROM a\nRUN b;\n", "FROM a\nRUN b;\n")]
    [InlineData("FROM a\nRUN b &\n", "FROM a\nRUN b &\n")]
    [InlineData("FROM a\nRUN b; exit 0\n", "FROM a\nRUN b; exit 0\n")]
    [InlineData("FROM a\nRUN [\"b\", \"c\"]\n", "FROM a\nRUN [\"b\", \"c\"]\n")]
    [InlineData("FROM a\nRUN b <<EOF\nc\nEOF\n", "FROM a\nRUN b <<EOF\nc\nEOF\n")]
    [InlineData("FROM a\nRUN <<EOF\ncat > b <<X\nc\nX\nEOF\n", "FROM a\nRUN <<EOF\ncat > b <<X\nc\nX\nEOF\n")]
    [InlineData("FROM a\nSHELL [\"powershell\"]\nRUN b\n", "FROM a\nSHELL [\"powershell\"]\nRUN b\n")]
    public void A_command_is_added_at_the_end_in_its_authors_style(string text, string expected) => Assert.Equal(expected, Edited(text, s => s.Append("x")));

    [Theory]
    [InlineData("RUN b && c", "RUN x && b && c")]
    [InlineData("RUN   ! b", "RUN   x && ! b")]
    [InlineData("RUN set -ex; b; c", "RUN set -ex; x; b; c")]
    [InlineData("RUN set -e && b", "RUN set -e && x && b")]
    [InlineData("RUN b; c", "RUN b; c")]
    [InlineData("RUN b || c", "RUN b || c")]
    [InlineData("RUN if b; then c; fi", "RUN if b; then c; fi")]
    public void A_command_is_added_at_the_beginning_where_its_failure_counts(string run, string expected) =>
        Assert.Equal("FROM a\n" + expected, Edited("FROM a\n" + run, s => s.Prepend("x")));

    [Theory]
    [InlineData("RUN x && b && c", "RUN b && c")]
    [InlineData("RUN b && x && c", "RUN b && c")]
    [InlineData("RUN b && x; c", "RUN b; c")]
    [InlineData("RUN b; x", "RUN b")]
    [InlineData("RUN b \\\n    && x \\\n    && c", "RUN b \\\n    && c")]
    [InlineData("RUN b \\\n    && x", "RUN b")]
    [InlineData("RUN x", "")]
    [InlineData("RUN b || x", "RUN b || x")]
    [InlineData("RUN x | b", "RUN x | b")]
    [InlineData("RUN (x && b)", "RUN (x && b)")]
    [InlineData("RUN x || b", "RUN x || b")]
    [InlineData("RUN b \\\n    # why\n    && x", "RUN b \\\n    # why\n    && x")]
    public void A_command_is_taken_out_with_what_joins_it(string run, string expected) => Assert.Equal(
        ("FROM a\n" + expected).TrimEnd('\n'), Edited("FROM a\n" + run, s => s.RemoveCommand(s.Commands.Single(c => c.Name == "x"))));

    [Theory]
    [InlineData("RUN b -k c", "RUN b c")]
    [InlineData("RUN b \\\n    -k \\\n    c", "RUN b \\\n    c")]
    [InlineData("RUN b c \\\n    -k", "RUN b c")]
    [InlineData("RUN b \\\n    # why\n    -k c", "RUN b \\\n    # why\n    -k c")]
    [InlineData("RUN b -\\\nk c", "RUN b -\\\nk c")]
    public void A_word_is_taken_out_with_the_blanks_before_it(string run, string expected) => Assert.Equal(
        "FROM a\n" + expected + "\nCMD d", Edited("FROM a\n" + run + "\nCMD d", s => s.RemoveWords(s.Commands[0].Words.Single(w => w.Value == "-k"))));

    [Theory]
    [InlineData("RUN b\nRUN c && d\n", "RUN b \\\n    && c && d\n")]
    [InlineData("RUN b\n\n# why\n\nRUN   c\n", "RUN b \\\n# why\n    && c\n")]
    [InlineData("RUN b \\\n  x\nRUN c \\\n  y\n", "RUN b \\\n  x \\\n    && c \\\n  y\n")]
    [InlineData("RUN --network=none b\nRUN --network=none c\n", "RUN --network=none b \\\n    && c\n")]
    [InlineData("RUN --network=none b\nRUN c\n", "RUN --network=none b\nRUN c\n")]
    [InlineData("RUN cd b\nRUN c\n", "RUN cd b\nRUN c\n")]
    [InlineData("RUN A=1\nRUN c\n", "RUN A=1\nRUN c\n")]
    [InlineData("RUN b\nRUN c; d\n", "RUN b\nRUN c; d\n")]
    [InlineData("RUN b # c\nRUN d\n", "RUN b # c\nRUN d\n")]
    [InlineData("RUN <<EOF\nb\nEOF\nRUN c\n", "RUN <<EOF\nb\nEOF\nRUN c\n")]
    public void Two_RUNs_become_one(string runs, string expected)
    {
        var text = "FROM a\n" + runs;
        var file = Dockerfile.Parse(text);

        Assert.Equal("FROM a\n" + expected, TextEdit.Apply(text, Step(file).Join(Step(file, 1))));
    }

    [Theory]
    [InlineData("RUN A=1 X=0 B=2 b", "RUN A=1 B=2 b")]
    [InlineData("RUN X=0 b", "RUN b")]
    [InlineData("RUN X=0 && b", "RUN b")]
    public void An_assignment_is_taken_out(string run, string expected) =>
        Assert.Equal("FROM a\n" + expected, Edited("FROM a\n" + run, s => s.RemoveAssignment(s.Commands.First(c => c.Assignments.Any(a => a.Name == "X")), "X")));
}

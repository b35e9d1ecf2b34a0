using ComplianceHub.Dockerfiles.Shell;
using CsCheck;

namespace ComplianceHub.Dockerfiles.Tests;

/// <summary>What holds for every text, however broken.</summary>
public sealed class Properties
{
    private static readonly string[] s_pieces =
    [
        "FROM ", "from a AS b", "RUN ", "COPY --from=", "ADD ", "ENV A=", "LABEL ", "ARG ", "USER ", "ONBUILD ", "HEALTHCHECK CMD ", "SHELL ", "WORKDIR ",
        "EXPOSE ", "VOLUME ", "CMD ", "--mount=type=bind,from=x ", "[\"a\", \"b\"]", "[\"a\", 1]", "<<EOF", "<<-'E F'", "3<<X", "EOF", "E F", "X", "\n", "\n", "\n", "\r\n",
        " \\\n", "\\", "`", "# escape=`\n", "# syntax=a/b\n", "#", "# c", "\"", "'", "$", "${", "}", "${A:-", "${A%%*", "$(", "))", "((", "=", "a", "é", " ", "\t", "\u00a0",
        "\ud83d\ude00", "\ud800", "\0", "\v", "\uFEFF", "if ", "; then ", "fi", "case x in ", "esac", "for i in ", "do ", "done", "|", "&&", ";", "{ ", " }", ">", "<", "f()", "!", "[[ ",
    ];

    private static readonly Gen<string> s_dockerfile = OneOf(s_pieces).List[0, 60].Select(pieces => string.Concat(pieces));
    private static readonly Gen<string> s_anything = Gen.String[Gen.Char, 0, 200];
    private static readonly Gen<string> s_text = Gen.Frequency((4, s_dockerfile), (1, s_anything));

    [Fact]
    public void Reading_never_throws_and_spans_are_inside_in_order_and_apart() => s_text.Sample(
        text =>
        {
            var file = Dockerfile.Parse(text);
            var position = 0;
            Assert.Same(text, file.Text);
            foreach (var instruction in file.Instructions)
            {
                Assert.InRange(instruction.Span.Start, position, text.Length);
                Assert.InRange(instruction.Span.End, instruction.Span.Start, text.Length);
                position = instruction.Span.End;
                Assert.Equal(file.Lines.LineAt(instruction.Span.Start), instruction.StartLine);
                Inside(instruction.Span, instruction);
            }

            Assert.All(file.Errors, e => Assert.InRange(e.Span.End, e.Span.Start, text.Length));
        },
        iter: 20_000);

    [Fact]
    public void Everything_that_builds_on_the_tree_never_throws() => s_text.Sample(
        text =>
        {
            var file = Dockerfile.Parse(text);
            Assert.True(file.ImageUses.Length >= file.Stages.Length);
            foreach (var stage in file.Stages)
            {
                Assert.Contains(stage, file.ReachableFrom(stage));
                Assert.NotNull(stage.Root);
                Assert.All(stage.Instructions, i => Assert.NotNull(stage.ScopeAt(i)));
                foreach (var script in RunScript.Of(stage))
                {
                    Assert.All(script.Script.Commands, c => Assert.InRange(script.SpanOf(c.Span).End, 0, text.Length));
                    Assert.All(script.Script.Commands, c => Assert.InRange(script.LineAt(c.Span.Start), script.Instruction.StartLine, script.Instruction.EndLine));
                }
            }
        },
        iter: 10_000);

    [Fact]
    public void A_word_stands_where_its_span_says() => s_dockerfile.Sample(
        text =>
        {
            var file = Dockerfile.Parse(text);
            foreach (var from in file.Instructions.OfType<FromInstruction>())
            {
                // Over a continuation the text between the ends is more than the word.
                Assert.All(from.Arguments.Where(w => w.Text.Length == w.Span.Length), w => Assert.Equal(w.Text, file.TextAt(w.Span)));
            }
        },
        iter: 10_000);

    [Fact]
    public void An_edit_touches_only_its_span() => Gen.Select(s_dockerfile, Gen.Int[0, 50], Gen.String[Gen.Char.AlphaNumeric, 0, 5]).Sample(
        (text, index, replacement) =>
        {
            var file = Dockerfile.Parse(text);
            if (file.Instructions.IsEmpty)
            {
                return;
            }

            var span = file.Instructions[index % file.Instructions.Length].Span;
            var edited = TextEdit.Apply(text, [new TextEdit(span, replacement)]);

            Assert.Equal(text[..span.Start] + replacement + text[span.End..], edited);
        },
        iter: 5_000);

    [Fact]
    public void Scripts_never_throw_and_words_are_slices_in_order() => s_text.Sample(
        text =>
        {
            var position = -1;
            foreach (var command in ShellScript.Parse(text).Commands)
            {
                Assert.InRange(command.Span.Start, Math.Max(position, 0), text.Length);
                Assert.InRange(command.Span.End, command.Span.Start, text.Length);
                position = command.Span.Start;
                if (command.SubstitutionDepth == 0)
                {
                    Assert.All(command.Words, w => Assert.Equal(w.Raw, text.Substring(w.Offset, w.Raw.Length)));
                }
            }
        },
        iter: 20_000);

    [Fact]
    public void References_and_ignore_files_never_throw() => s_text.Sample(
        text =>
        {
            var reference = ImageReference.TryParse(text, out var error);
            Assert.Equal(reference is null, error is not null);
            _ = Dockerignore.Parse(text).Excludes("a/b/c");
            _ = StageScope.Empty.Expand(text);
        },
        iter: 5_000);

    [Fact]
    public void A_well_formed_reference_survives_its_own_spelling() => Gen.Select(
        OneOf("", "ghcr.io/", "localhost:5000/", "index.docker.io/"),
        OneOf("a", "a/b", "library/c", "x-y/z_w.v"),
        OneOf("", ":1", ":v1.2_x-y"),
        OneOf("", "@sha256:" + new string('0', 64))).Sample((domain, path, tag, digest) =>
        {
            var reference = ImageReference.TryParse(domain + path + tag + digest, out _)!;
            var again = ImageReference.TryParse(reference.Familiar, out _)!;

            Assert.Equal(reference with { Original = "" }, again with { Original = "" });
        });

    private static void Inside(TextSpan outer, Instruction instruction)
    {
        var spans = instruction.Arguments.Select(w => w.Span)
            .Concat(instruction.Flags.Select(f => f.Span))
            .Concat(instruction.Heredocs.Select(h => h.Span))
            .Append(instruction.NameSpan);
        if (instruction is PairsInstruction pairs)
        {
            spans = spans.Concat(pairs.Pairs.SelectMany(p => new[] { p.Span, p.ValueSpan }));
        }

        Assert.All(spans, s => Assert.True(s.Length >= 0 && s.Start >= outer.Start && s.End <= outer.End, $"{instruction.Name}: {s} is outside of {outer}"));
        if (instruction is OnbuildInstruction { Trigger: { } trigger })
        {
            Inside(outer, trigger);
        }
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}

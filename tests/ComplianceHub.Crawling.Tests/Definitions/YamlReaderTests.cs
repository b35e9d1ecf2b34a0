using ComplianceHub.Crawling.Definitions;

namespace ComplianceHub.Crawling.Tests.Definitions;

public sealed class YamlReaderTests
{
    [Fact]
    public void Documents_are_read_each_by_itself_and_lines_are_the_files()
    {
        var documents = YamlReader.Read("%YAML 1.2\n---\na: 1\n--- # second\nb: [\n---\nc:\n- x\n- y\n");

        Assert.Equal(["1", null], documents.Select(d => d.TextOf("a")));
        Assert.Equal((8, "x"), (documents[1]["c"]!.Items[0].Line, documents[1]["c"]!.Items[0].Text));
    }

    [Fact]
    public void An_alias_is_the_node_itself_and_merged_mappings_come_behind_ones_own()
    {
        var root = Assert.Single(YamlReader.Read("x: &x {image: a, build: .}\ny: {<<: *x, image: b}\nz: [*x, *nobody]\n"));

        Assert.Equal(("b", "."), (root["y"]!.TextOf("image"), root["y"]!.TextOf("build")));
        Assert.Equal(["image", "build"], root["y"]!.Entries.Select(e => e.Key));
        Assert.Same(root["x"], root["z"]!.Items[0]);
        Assert.Equal("", root["z"]!.Items[1].Text);
    }

    [Fact]
    public void A_node_that_is_in_itself_ends()
    {
        var root = Assert.Single(YamlReader.Read("a: &a {<<: [*a, *b], x: *a}\nb: &b {<<: [*a, *b]}\nc: {<<: [*a, *b]}\n"));

        Assert.Null(root["c"]!["missing"]);
        Assert.Equal(["x"], root["c"]!.Entries.Select(e => e.Key));
    }

    [Theory]
    [InlineData(64, 1)]
    [InlineData(65, 0)]
    public void What_is_nested_too_deeply_is_left_out(int depth, int read) =>
        Assert.Equal(read, YamlReader.Read(new string('[', depth) + new string(']', depth)).Length);

    [Fact]
    public void A_bomb_of_aliases_is_left_out_and_takes_nothing_else_with_it()
    {
        var bomb = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 20).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n"));

        Assert.Equal("yes", Assert.Single(YamlReader.Read($"{bomb}---\nfine: yes\n")).TextOf("fine"));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("- ")]
    [InlineData("a: ")]
    [InlineData("? ")]
    [InlineData("!x ")]
    [InlineData("&a ")]
    [InlineData("\"")]
    [InlineData("---\n")]
    [InlineData("a:\n")]
    [InlineData("{{")]
    [InlineData("${")]
    [InlineData("\t")]
    public async Task Hostile_repetitions_take_linear_time(string part)
    {
        // Less than a second; a square of a million would take many minutes.
        var text = string.Concat(Enumerable.Repeat(part, ((1 << 20) - 10) / part.Length));
        await Task.Run(() => (YamlReader.Read(Placeholders.OfTemplate(text)), Placeholders.OfCompose(text)), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_text_beyond_the_limit_is_not_read() => Assert.Empty(YamlReader.Read("a: b\n" + new string('#', 1 << 20)));
}

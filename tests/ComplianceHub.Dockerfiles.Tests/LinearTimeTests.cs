using System.Diagnostics;
using System.Text;
using ComplianceHub.Dockerfiles.Shell;

namespace ComplianceHub.Dockerfiles.Tests;

/// <summary>Large and hostile files; the limits are tens of times what is needed, and far below what a quadratic step takes.</summary>
public sealed class LinearTimeTests
{
    public static TheoryData<string> Names => [.. s_texts.Keys];

    private static readonly Dictionary<string, Func<string>> s_texts = new()
    {
        ["ten megabytes"] = () => "FROM a\n" + Repeat("RUN apt-get update \\\n" + Repeat("  && echo one two three \\\n", 20) + "  y\n", 20_000),
        ["a line of a megabyte"] = () => "FROM a\nRUN " + Repeat("echo 'x' \"$y\" && ", 60_000),
        ["a hundred thousand instructions"] = () => "FROM a\n" + Repeat("ENV A=$A B=b\n", 100_000),
        ["ten thousand stages"] = () => "FROM a AS s0\n" + string.Concat(Enumerable.Range(1, 10_000).Select(i => $"FROM s{i - 1} AS s{i}\nENV V{i % 50}={i}\nCOPY --from=s{i / 2} a b\nRUN --mount=from=s{i / 3} x\n")),
        ["here-documents without end"] = () => "FROM a\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"RUN <<E{i}\n")),
        ["here-documents without second end"] = () => "FROM a\n" + Repeat("RUN <<A <<B\n", 50_000) + "A\n",
        ["one long continuation"] = () => "FROM a\nRUN x \\\n" + Repeat(" && y \\\n", 200_000),
        ["comments in a continuation"] = () => "FROM a\nRUN x \\\n" + Repeat("# y\n\n", 200_000) + "z",
        ["pairs"] = () => "FROM a\nLABEL " + Repeat("a=\"b c\" \\\n", 100_000) + "z=1",
        ["nested json"] = () => "FROM a\nCMD " + Repeat("[", 500_000),
        ["ONBUILD in ONBUILD"] = () => Repeat("ONBUILD ", 200_000),
        ["ARGs"] = () => Repeat("ARG A=$A\n", 50_000) + "FROM a",
        ["quotes"] = () => "FROM a\nENV " + Repeat("\"'", 300_000),
        ["substitutions"] = () => "FROM a\nENV A=" + Repeat("${B:-", 200_000),
        ["comments"] = () => Repeat("# c\n", 500_000) + "FROM a",
    };

    private static readonly Dictionary<string, Func<string>> s_scripts = new()
    {
        ["commands"] = () => Repeat("a b | c; ", 200_000),
        ["substitutions"] = () => Repeat("$(", 300_000),
        ["arithmetic"] = () => Repeat("$((", 200_000),
        ["arithmetic commands"] = () => Repeat("((a;", 100_000),
        ["backticks"] = () => Repeat("`a` ", 200_000),
        ["nested backticks"] = () => string.Concat(Enumerable.Range(0, 16).Select(i => new string('\\', (1 << i) - 1) + "`a ")),
        ["braces"] = () => Repeat("{ ", 300_000),
        ["parameters"] = () => Repeat("${a:-", 200_000),
        ["quotes"] = () => Repeat("\"$(\"", 200_000),
        ["ifs"] = () => Repeat("if a; then ", 100_000),
        ["stray words"] = () => Repeat("fi ", 200_000),
        ["cases"] = () => Repeat("case x in ", 100_000),
        ["here-documents"] = () => Repeat("cat <<E\nx\nE\n", 100_000),
        ["here-documents without end"] = () => Repeat("cat <<E\n", 100_000),
        ["functions"] = () => Repeat("f() ", 200_000),
        ["empty redirections"] = () => Repeat("> ", 300_000),
        ["pipes in groups"] = () => Repeat("(a |", 100_000),
    };

    public static TheoryData<string> ScriptNames => [.. s_scripts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_large_file_is_read_in_linear_time(string name)
    {
        var text = s_texts[name]();
        var watch = Stopwatch.StartNew();

        var file = Dockerfile.Parse(text);
        foreach (var stage in file.Stages)
        {
            _ = RunScript.Of(stage);
        }

        _ = file.FinalStage is { } final ? file.ReachableFrom(final) : [];

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30);
    }

    [Theory]
    [MemberData(nameof(ScriptNames))]
    public void A_large_script_is_read_in_linear_time(string name)
    {
        var text = s_scripts[name]();
        var watch = Stopwatch.StartNew();

        _ = ShellScript.Parse(text);

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30);
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}

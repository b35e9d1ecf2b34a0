using System.Globalization;
using System.Text.RegularExpressions;

namespace ComplianceHub.Web.Tests;

/// <summary>Measures the colours of the style sheet that is served: WCAG contrast, light and dark.</summary>
public sealed partial class StyleSheetTests
{
    private const double Text = 4.5;
    private const double Graphic = 3.0;
    private static readonly Dictionary<string, string[]> s_tokens = ReadTokens();

    public static TheoryData<string, string, double> Pairs()
    {
        var pairs = new TheoryData<string, string, double>();
        foreach (var text in new[] { "ink", "ink2", "ink3", "action", "note", "up", "down", "crit", "high", "med", "low", "ok" })
        {
            foreach (var ground in new[] { "surface", "sunken", "hover", "selected" })
            {
                pairs.Add(text, ground, Text);
            }
        }

        foreach (var text in new[] { "ink", "ink2", "ink3" })
        {
            pairs.Add(text, "canvas", Text);
        }

        foreach (var wash in new[] { "crit", "high", "med", "low", "note", "ok" })
        {
            pairs.Add(wash, wash + "-wash", Text);
        }

        foreach (var ground in new[] { "sunken", "crit-wash", "high-wash", "med-wash", "low-wash" })
        {
            pairs.Add("code-string", ground, Text);
            pairs.Add("code-variable", ground, Text);
            pairs.Add("action", ground, Text);
            pairs.Add("ink3", ground, Text);
        }

        pairs.Add("ink", "add-bg", Text);
        pairs.Add("ink", "del-bg", Text);
        pairs.Add("on-ink", "action", Text);
        pairs.Add("on-ink", "action-hover", Text);
        foreach (var graphic in new[] { "line-strong", "focus", "s1", "s2", "s3", "s4", "s5", "sev-crit", "sev-high", "sev-med", "sev-low", "g-A-line", "g-B-line", "g-C-line", "g-D-line", "g-F-line" })
        {
            pairs.Add(graphic, "surface", Graphic);
        }

        foreach (var letter in new[] { "A", "B", "C", "D", "F" })
        {
            pairs.Add($"g-{letter}-on", $"g-{letter}", Text);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_token_stands_out_from_its_ground_in_light_and_dark(string token, string ground, double least)
    {
        for (var theme = 0; theme < 2; theme++)
        {
            var ratio = Contrast(s_tokens[token][theme], s_tokens[ground][theme]);
            Assert.True(ratio >= least, $"--{token} on --{ground} is {ratio:0.00} in {(theme == 0 ? "light" : "dark")}, at least {least} is asked");
        }
    }

    [Fact]
    public void A_plate_stands_out_from_the_sheet_by_its_fill_or_its_border()
    {
        foreach (var letter in new[] { "A", "B", "C", "D", "F" })
        {
            for (var theme = 0; theme < 2; theme++)
            {
                var fill = Contrast(s_tokens[$"g-{letter}"][theme], s_tokens["surface"][theme]);
                var border = letter == "C" ? Contrast(s_tokens["g-C-line"][theme], s_tokens["surface"][theme]) : 0;
                Assert.True(Math.Max(fill, border) >= Graphic, $"plate {letter}: {fill:0.00}");
            }
        }
    }

    [Fact]
    public void Every_variable_that_a_style_uses_is_defined()
    {
        var css = File.ReadAllText(Path("app.css")) + File.ReadAllText(Path("controls.css"));
        var defined = Definition().Matches(css).Select(match => match.Groups[1].Value).Append("cols").ToHashSet();

        Assert.Empty(Use().Matches(css).Select(match => match.Groups[1].Value).Where(name => !name.StartsWith("mud-", StringComparison.Ordinal)).Except(defined));
    }

    [Fact]
    public void Nothing_is_fetched_from_another_host()
    {
        Assert.DoesNotContain("//", string.Concat(Directory.EnumerateFiles(Path(""), "*.css").Select(File.ReadAllText)).Replace("/*", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static Dictionary<string, string[]> ReadTokens()
    {
        return Token().Matches(File.ReadAllText(Path("app.css")))
            .ToDictionary(match => match.Groups[1].Value, match => new[] { match.Groups[2].Value, match.Groups[3].Value });
    }

    private static string Path(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "ComplianceHub.sln")))
        {
            folder = folder.Parent!;
        }

        return System.IO.Path.Combine(folder.FullName, "wwwroot", file);
    }

    // https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(0)) + (0.7152 * Channel(2)) + (0.0722 * Channel(4));
    }

    [GeneratedRegex(@"--([\w-]+): light-dark\(#([0-9A-F]{6}), #([0-9A-F]{6})\)")]
    private static partial Regex Token();

    [GeneratedRegex(@"--([\w-]+):")]
    private static partial Regex Definition();

    [GeneratedRegex(@"var\(--([\w-]+)")]
    private static partial Regex Use();
}

using Bunit;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Web.Components.Controls;

namespace ComplianceHub.Web.Tests.Components.Controls;

public sealed class CodeControlsTests : ComponentTest
{
    private static readonly IReadOnlyList<CodeLine> s_lines =
    [
        new(1, [new("FROM", CodeTokenKind.Keyword), new(" node:22")]),
        new(2, [new("ENV", CodeTokenKind.Keyword), new(" "), new("KEY=••••", Mark: Severity.Critical)]),
        new(3, [new("  <script>alert(1)</script>")]),
    ];

    [Fact]
    public void A_finding_stands_under_its_last_line_and_washes_all_of_them()
    {
        var code = Render<DockerfileView>(p => p.Add(c => c.Lines, s_lines).Add(c => c.Findings, [new CodeFinding(1, 2, Severity.High, "no-latest", "It floats.", 900, "/rules/no-latest", "f1")]));

        Assert.Equal(["L1", "L2", "f1", "L3"], code.Find(".code-lines").Children.Select(child => child.Id));
        Assert.Equal(2, code.FindAll(".ln.high").Count);
        Assert.Equal("−9.0", code.Find(".pt").TextContent);
        Assert.Equal("no-latest It floats.", code.Find(".fd > span").TextContent);
    }

    [Fact]
    public void The_worst_of_two_findings_colours_the_line()
    {
        var code = Render<DockerfileView>(p => p.Add(c => c.Lines, s_lines).Add(c => c.Findings, [new CodeFinding(2, 2, Severity.Low, "a", "", 0), new CodeFinding(2, 2, Severity.Critical, "b", "", 0)]));

        Assert.Contains("crit", code.Find("#L2").ClassList);
        Assert.Equal(["b", "a"], code.FindAll(".fd b").Select(title => title.TextContent));
    }

    [Fact]
    public void A_waived_finding_says_what_waives_it()
    {
        var code = Render<DockerfileView>(p => p.Add(c => c.Lines, s_lines).Add(c => c.Findings, [new CodeFinding(1, 1, Severity.High, "a", "It floats.", 0, Waived: "by <b>us</b>")]));

        Assert.Equal("waived", code.Find(".fd .tag").TextContent);
        Assert.EndsWith("It floats. waived by <b>us</b>", code.Find(".fd > span").TextContent, StringComparison.Ordinal);
        Assert.Empty(code.FindAll(".pt"));
    }

    [Fact]
    public void A_finding_past_the_end_is_not_lost()
    {
        Assert.Single(Render<DockerfileView>(p => p.Add(c => c.Lines, s_lines).Add(c => c.Findings, [new CodeFinding(9, 9, Severity.Low, "a", "", 0)])).FindAll(".fd"));
    }

    [Fact]
    public void Crawled_text_is_text_and_keeps_its_spaces()
    {
        var code = Render<DockerfileView>(p => p.Add(c => c.Lines, s_lines));

        Assert.Empty(code.FindAll("script"));
        Assert.Equal("FROM node:22", code.Find("#L1 > span").TextContent);
        Assert.Equal("  <script>alert(1)</script>", code.Find("#L3 > span").TextContent);
        Assert.Equal("KEY=••••", code.Find("mark.crit").TextContent);
    }

    [Fact]
    public void A_unified_diff_is_read_with_both_numberings()
    {
        var lines = DiffLine.Parse("--- a/Dockerfile\n+++ b/Dockerfile\n@@ -10,3 +10,3 @@\n WORKDIR /app\n-ENV A=1\n+ENV A=2\n LABEL x\n@@ -20 +20 @@\n-a\n\\ No newline at end of file\n+b\n");

        Assert.Equal(
            [
                new(DiffKind.Same, 10, "WORKDIR /app"), new(DiffKind.Removed, 11, "ENV A=1"), new(DiffKind.Added, 11, "ENV A=2"), new(DiffKind.Same, 12, "LABEL x"),
                new(DiffKind.Gap, null, ""), new(DiffKind.Removed, 20, "a"), new DiffLine(DiffKind.Added, 20, "b"),
            ],
            lines);
    }

    [Fact]
    public void A_diff_has_signs_and_not_only_colour()
    {
        var diff = Render<DiffView>(p => p.Add(c => c.Lines, [new DiffLine(DiffKind.Removed, 1, "a"), new DiffLine(DiffKind.Added, 1, "b"), new DiffLine(DiffKind.Gap, null, "")]));

        Assert.Equal(["−a", "+b", "⋯"], diff.FindAll(".ln > span").Select(line => line.TextContent));
    }

    [Fact]
    public void A_fix_shows_before_and_after_and_copies_the_whole_patch()
    {
        var fix = Render<FixCard>(p => p.Add(c => c.Title, "Read the key from a mounted file").Add(c => c.Why, "Because.").Add(c => c.Severity, Severity.Critical)
            .Add(c => c.Before, new FixCard.Grading(6200, Grade.D, true)).Add(c => c.After, new FixCard.Grading(7700, Grade.B)).Add(c => c.Patch, "the patch").Add(c => c.ThenTitle, "Then revoke the key."));

        Assert.Equal(["Grade D, held down", "Grade B"], fix.FindAll(".gp").Select(plate => plate.GetAttribute("aria-label")));
        Assert.Equal("the patch", fix.Find("[data-copy]").GetAttribute("data-copy"));
        Assert.Contains("Then revoke the key.", fix.Find(".fix-then").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digest_is_shown_short_and_copied_whole()
    {
        var digest = Render<DigestText>(p => p.Add(c => c.Value, "sha256:9f31c07a5d2b4e8f"));

        Assert.Equal("sha256:9f31c07a…", digest.Find(".mono").TextContent);
        Assert.Equal("sha256:9f31c07a5d2b4e8f", digest.Find("button").GetAttribute("data-copy"));
    }
}

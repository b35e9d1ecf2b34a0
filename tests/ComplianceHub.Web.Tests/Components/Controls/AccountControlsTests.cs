using Bunit;
using ComplianceHub.Grading.Scoring;
using ComplianceHub.Web.Components.Controls;

namespace ComplianceHub.Web.Tests.Components.Controls;

public sealed class AccountControlsTests : ComponentTest
{
    [Fact]
    public void The_shown_lines_of_a_ledger_sum_to_the_shown_change()
    {
        var ledger = Render<Ledger>(p => p
            .Add(c => c.Start, new LedgerEnd("24 Oct", 7326))
            .Add(c => c.End, new LedgerEnd("23 Nov", 7141))
            .Add(c => c.Entries, [LedgerEntry.Code(208), LedgerEntry.Policy(-342), LedgerEntry.Waivers(-61), LedgerEntry.Fleet(34), LedgerEntry.Evidence(-24)]));

        var shown = ledger.FindAll(".delta").Select(delta => delta.TextContent.Replace("−", "-", StringComparison.Ordinal).Replace("=", "", StringComparison.Ordinal)).Select(decimal.Parse);
        Assert.Equal(71.4m - 73.2m, shown.Sum());
        Assert.Equal(["Code", "Policy", "Waivers", "Fleet", "Evidence"], ledger.FindAll(".cause").Select(cause => cause.TextContent));
        Assert.Contains("sum to −1.8 exactly", ledger.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_where_nothing_happened_is_still_drawn()
    {
        var ledger = Render<Ledger>(p => p.Add(c => c.Start, new LedgerEnd("a", 7000)).Add(c => c.End, new LedgerEnd("b", 7000)).Add(c => c.Entries, [LedgerEntry.Code(0)]));

        Assert.DoesNotContain("NaN", ledger.Markup, StringComparison.Ordinal);
        Assert.Contains("0.0 =", ledger.Find(".delta").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_penalty_fills_its_budgets_frame()
    {
        var bar = Render<PenaltyBar>(p => p.Add(c => c.Lost, 300).Add(c => c.Budget, 600).Add(c => c.Max, 1500));

        Assert.Equal("width:40%", bar.Find(".frame").GetAttribute("style"));
        Assert.Equal("width:50%", bar.Find("i").GetAttribute("style"));
        Assert.Equal("3.0 of 6.0 points lost", bar.Find(".pbar").GetAttribute("aria-label"));
    }

    [Fact]
    public void Each_letters_number_links_to_its_images()
    {
        var bar = Render<GradeBar>(p => p.Add(c => c.Counts, [new(Grade.A, 1284, "/images?grade=A"), new(Grade.F, 0, "/images?grade=F")]));

        Assert.Equal("1,284", bar.Find("a[href='/images?grade=A']").TextContent);
        Assert.Empty(bar.FindAll("a[href='/images?grade=F']"));
        Assert.Single(bar.FindAll(".gb-track i"));
    }

    [Fact]
    public void A_matrix_tells_nothing_lost_from_not_judged()
    {
        var matrix = Render<Matrix>(p => p
            .Add(c => c.Columns, [new MatrixColumn("no-secrets", 1500), new MatrixColumn("labels", 400), new MatrixColumn("runtime", 300)])
            .Add(c => c.Rows, [new MatrixRow("shop/api", "/images/1", 8500, Grade.A, false, [1500, 0, null])]));

        Assert.Equal("15", matrix.Find("tbody .cell").TextContent);
        Assert.Single(matrix.FindAll("tbody [title='nothing lost']"));
        Assert.Single(matrix.FindAll("tbody [title='not judged']"));
        Assert.Contains("no-secrets 15, runtime not judged", matrix.Find(".matrix-list").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_name_the_base_the_own_and_the_largest()
    {
        var bar = Render<LayersBar>(p => p.Add(c => c.Budget, 400_000_000).Add(c => c.Layers, [new("ADD rootfs", 412_000_000, true), new("COPY dist", 3_000_000, false)]));

        Assert.Equal("2 layers, 415 MB of a budget of 400 MB", bar.Find(".layers").GetAttribute("aria-label"));
        Assert.Contains("Base, 1 layer · 412 MB", bar.Markup, StringComparison.Ordinal);
        Assert.Contains("largest: 412 MB", bar.Markup, StringComparison.Ordinal);
        Assert.NotEmpty(bar.FindAll(".layers-budget"));
    }

    [Fact]
    public void Counts_start_at_zero_and_gaps_are_hatched()
    {
        var bars = Render<CountBars>(p => p.Add(c => c.Finding, "A gap.").Add(c => c.Buckets, [new("08:00", 720, 20), new("08:15", 0, NotCollected: true), new("08:30", 300)]));

        Assert.Equal(["250", "500", "750"], bars.FindAll(".cb-values span").Select(value => value.TextContent));
        Assert.Single(bars.FindAll("rect[fill='url(#hatch)']"));
        Assert.Contains("failed", bars.Markup, StringComparison.Ordinal);
    }
}

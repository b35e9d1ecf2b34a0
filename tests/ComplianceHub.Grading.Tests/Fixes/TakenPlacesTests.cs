using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Fixes;
using CsCheck;

namespace ComplianceHub.Grading.Tests.Fixes;

public sealed class TakenPlacesTests
{
    private const string Text = "0123456789";

    private static bool Together(params TextEdit[] edits)
    {
        var taken = new TakenPlaces();
        return edits.Select(e => taken.TryTake([e])).ToList().TrueForAll(t => t);
    }

    private static TextEdit Edit(int start, int end, string text = "x") => new(TextSpan.FromBounds(start, end), text);

    [Fact]
    public void Edits_that_meet_at_their_ends_and_insertions_at_one_place_go_together()
    {
        Assert.True(Together(Edit(2, 4), Edit(4, 6), Edit(0, 2)));
        Assert.True(Together(Edit(3, 3), Edit(3, 3, "y"), Edit(3, 5)));
        Assert.True(Together(Edit(2, 4), Edit(2, 4)));
    }

    [Fact]
    public void Edits_of_the_same_characters_do_not()
    {
        Assert.False(Together(Edit(2, 5), Edit(4, 6)));
        Assert.False(Together(Edit(2, 5), Edit(3, 3)));
        Assert.False(Together(Edit(2, 5), Edit(2, 5, "y")));
    }

    [Fact]
    public void An_edit_is_taken_whole_or_not_at_all()
    {
        var taken = new TakenPlaces();
        Assert.True(taken.TryTake([Edit(2, 4)]));
        Assert.False(taken.TryTake([Edit(6, 8), Edit(3, 5)]));
        Assert.True(taken.TryTake([Edit(7, 9)]));
    }

    [Fact]
    public void What_is_taken_can_always_be_applied() => Gen.Select(Gen.Int[0, Text.Length], Gen.Int[0, 3]).Array[1, 8].Sample(places =>
    {
        var taken = new TakenPlaces();
        var edits = places.Select((p, i) => Edit(p.Item1, Math.Min(Text.Length, p.Item1 + p.Item2), $"{i}")).Where(e => taken.TryTake([e])).ToList();
        TextEdit.Apply(Text, edits.Distinct());
    });
}

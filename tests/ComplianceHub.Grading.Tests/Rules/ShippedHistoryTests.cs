using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Grading.Tests.Rules;

public sealed class ShippedHistoryTests
{
    [Trait("Trap", "49")]
    [Theory]
    [InlineData("/bin/sh -c #(nop)  ENV A=b", "ENV", "A=b")]
    [InlineData("/bin/sh -c make all", "RUN", "make all")]
    [InlineData("RUN /bin/sh -c make all # buildkit", "RUN", "make all")]
    [InlineData("RUN |2 A=b C=d /bin/bash -o pipefail -c make all # buildkit", "RUN", "make all")]
    [InlineData("|1 A=b /bin/sh -c make all", "RUN", "make all")]
    [InlineData("COPY a b # buildkit", "COPY", "a b")]
    [InlineData("CMD [\"sh\"]", "CMD", "[\"sh\"]")]
    public void Every_dialect_of_history_is_read(string line, string instruction, string text)
    {
        var step = ShippedHistory.Read(line);

        Assert.Equal((instruction, text), (step.Instruction, step.Text));
    }

    [Trait("Trap", "49")]
    [Fact]
    public void Build_arguments_are_kept() => Assert.Equal([new("A", "b"), new("C", "")], ShippedHistory.Read("|2 A=b C= /bin/sh -c make").BuildArguments);

    [Trait("Trap", "49")]
    [Fact]
    public void What_the_base_did_is_not_the_images_own() =>
        Assert.Equal(["make"], ShippedHistory.OwnSteps(Judged.History("RUN /bin/sh -c make # buildkit")).Select(s => s.Text));
}

using ComplianceHub.Grading.Rules.Size;

namespace ComplianceHub.Grading.Tests.Rules.Size;

public sealed class CopyWholeFileSystemTests
{
    [Fact]
    public void Only_root_to_root_is_everything() =>
        Assert.Equal([3], Graded.Lines(Graded.By<CopyWholeFileSystem>("FROM alpine:3 AS a\nFROM alpine:3\nCOPY --from=a / /\nCOPY --from=a / /rootfs\nCOPY --from=a /app /\nCOPY . /\n")));
}

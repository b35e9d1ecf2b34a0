using ComplianceHub.Grading.Rules.Runtime;

namespace ComplianceHub.Grading.Tests.Rules.Runtime;

public sealed class VolumeSystemDirectoryTests
{
    [Fact]
    public void The_shipped_volumes_are_read() => Assert.Single(Judged.Shipped<VolumeSystemDirectory>(new() { Volumes = ["/sys"] }).Findings);
}

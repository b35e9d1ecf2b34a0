using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class ApkUntrustedTests
{
    [Fact]
    public void History_is_read() => Assert.Single(Judged.Shipped<ApkUntrusted>(Judged.History("RUN /bin/sh -c apk --allow-untrusted add x # buildkit")).Findings);
}

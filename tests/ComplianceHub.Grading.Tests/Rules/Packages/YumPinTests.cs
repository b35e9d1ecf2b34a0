using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class YumPinTests
{
    [Theory]
    [InlineData("httpd-2.4.66", true)]
    [InlineData("httpd-2.4.66-1.el9.x86_64", true)]
    [InlineData("php-8.*", true)]
    [InlineData("java-11-openjdk", false)]
    [InlineData("gcc-c++", false)]
    [InlineData("python3", false)]
    public void Versions_are_told_from_names(string package, bool pinned) => Assert.Equal(pinned, !Judged.Loci<YumPin>("FROM a\nRUN yum install -y " + package).Any());
}

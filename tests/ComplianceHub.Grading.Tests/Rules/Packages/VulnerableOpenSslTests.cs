using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

public sealed class VulnerableOpenSslTests
{
    [Theory]
    [InlineData("openssl-1.0.1f.tar.gz", true)]
    [InlineData("openssl-1.1.0l.tar.gz", true)]
    [InlineData("openssl-1.1.1s.tar.gz", true)]
    [InlineData("openssl-1.1.1w.tar.gz", false)]
    [InlineData("openssl-1.1.1za.tar.gz", false)]
    [InlineData("openssl-3.0.18.tar.gz", true)]
    [InlineData("openssl-3.0.19.tar.gz", false)]
    [InlineData("openssl-3.1.8.tar.gz", true)]
    [InlineData("openssl-3.5.4.tar.gz", true)]
    [InlineData("openssl-3.7.0.tar.gz", false)]
    [InlineData("openssl-fips-2.0.16.tar.gz", false)]
    public void Each_line_has_its_first_repaired_release(string file, bool isFound) =>
        Assert.Equal(isFound ? 1 : 0, Judged.Loci<VulnerableOpenSsl>($"FROM a\nRUN wget https://www.openssl.org/source/{file}").Count());

    [Theory]
    [InlineData("ENV V=3.5.4\nRUN U=\"https://github.com/openssl/openssl/releases/download/openssl-$V/openssl-$V.tar.gz\"; wget -O x \"$U\"", true)]
    [InlineData("ARG V\nRUN wget https://www.openssl.org/source/openssl-$V.tar.gz", false)]
    [InlineData("RUN apt-get install openssl=1.1.1f-1ubuntu2", false)]
    [InlineData("RUN apk add 'openssl~=3.0.2' curl", true)]
    [InlineData("RUN rm -rf /tmp/openssl-1.0.2.tar.gz", false)]
    public void Where_it_comes_from_decides_what_its_number_means(string lines, bool isFound) =>
        Assert.Equal(isFound ? 1 : 0, Judged.Loci<VulnerableOpenSsl>($"FROM a\n{lines}").Count());

    [Fact]
    public void The_images_history_is_read() =>
        Assert.Single(Judged.Shipped<VulnerableOpenSsl>(Judged.History("RUN /bin/sh -c wget https://www.openssl.org/source/openssl-1.0.2k.tar.gz # buildkit")).Findings);
}

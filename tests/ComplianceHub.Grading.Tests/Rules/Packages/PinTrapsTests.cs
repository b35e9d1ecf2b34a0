using ComplianceHub.Grading.Rules.Packages;

namespace ComplianceHub.Grading.Tests.Rules.Packages;

/// <summary>What looks unpinned or interactive and is not, and the other way round.</summary>
[Trait("Trap", "48")]
public sealed class PinTrapsTests
{
    [Theory]
    [InlineData("apt-get -q -q install a=1")]
    [InlineData("apt-get install -qq a=1")]
    [InlineData("apt-get -q=2 install a=1")]
    public void Quiet_twice_says_yes(string command) => Assert.Empty(Judged.Loci<AptYes>($"FROM a\nRUN {command}"));

    [Fact]
    public void Quiet_once_does_not() => Assert.Single(Judged.Loci<AptYes>("FROM a\nRUN apt-get -q install a=1"));

    [Fact]
    public void Ranges_are_pins_to_apk() => Assert.Empty(Judged.Loci<ApkPin>("FROM a\nRUN apk add 'a~=1' 'b>1' c=1"));

    [Fact]
    public void What_pip_reads_from_files_needs_no_version() => Assert.Empty(Judged.Loci<PipPin>("FROM a\nRUN pip install . -r r.txt -c c.txt -e ./x"));

    [Fact]
    public void Npm_without_words_reads_its_lock() => Assert.Empty(Judged.Loci<NpmPin>("FROM a\nRUN npm install"));

    [Fact]
    public void Latest_is_no_version_to_go() => Assert.Single(Judged.Loci<GoPin>("FROM a\nRUN go install example.com/x@latest"));
}

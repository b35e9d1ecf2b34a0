using ComplianceHub.Grading.Rules.Secrets;

namespace ComplianceHub.Grading.Tests.Rules.Secrets;

public sealed class SecretFileCopiedTests
{
    [Fact]
    public void What_dockerignore_leaves_out_cannot_be_copied() =>
        Assert.Empty(Judged.Declared<SecretFileCopied>("FROM a\nCOPY .env /app/", dockerignore: ".env\n").Findings);

    [Fact]
    public void A_stage_that_the_shipped_one_stands_on_ships_too() =>
        Assert.Equal(["server.key"], Judged.Loci<SecretFileCopied>("FROM a AS b\nCOPY server.key /etc/\nFROM b\nCMD [\"x\"]"));

    [Theory]
    [InlineData("COPY id_rsa /root/.ssh/ # buildkit", "id_rsa")]
    [InlineData("/bin/sh -c #(nop) COPY file:01 in /root/.ssh/id_rsa ", "/root/.ssh/id_rsa")]
    public void The_history_is_read(string line, string locus) =>
        Assert.Equal([locus], Judged.Shipped<SecretFileCopied>(Judged.History(line)).Findings.Select(f => f.Locus));
}

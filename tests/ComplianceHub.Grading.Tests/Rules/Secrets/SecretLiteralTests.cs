using ComplianceHub.Grading.Rules.Secrets;

namespace ComplianceHub.Grading.Tests.Rules.Secrets;

public sealed class SecretLiteralTests
{
    private const string Secret = "k3J9xQ2mZ7pL4vT8wB5n";

    [Fact]
    public void The_finding_says_where_and_what_kind_but_no_character_of_it()
    {
        var finding = Assert.Single(Judged.Declared<SecretLiteral>($"FROM a\nENV X=1 \\\n  API_TOKEN=\"{Secret}\"\n").Findings);

        Assert.Equal(("API_TOKEN", 3, "named-value", Secret), (finding.Locus, finding.Line, finding.SecretKind, finding.Secret!.Reveal()));
        Assert.DoesNotContain(Secret[..4], finding.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LABEL token=" + Secret, "token")]
    [InlineData("ONBUILD ENV TOKEN=" + Secret, "TOKEN")]
    [InlineData("RUN TOKEN=" + Secret + " ./build", "TOKEN")]
    [InlineData("RUN [\"docker\", \"login\", \"-p\", \"" + Secret + "\"]", "docker login")]
    [InlineData("CMD serve --token=" + Secret, "token")]
    [InlineData("ENV TOKEN " + Secret, "TOKEN")]
    public void Every_instruction_is_read(string line, string locus) => Assert.Equal([locus], Judged.Loci<SecretLiteral>("FROM a\n" + line));

    [Fact]
    public void A_secret_split_by_a_continuation_is_still_one() =>
        Assert.Single(Judged.Declared<SecretLiteral>("FROM a\nRUN docker login -p k3J9xQ2mZ7\\\npL4vT8wB5n r\n").Findings);

    [Fact]
    public void Comments_change_nothing() =>
        Assert.Empty(Judged.Declared<SecretLiteral>($"# TOKEN={Secret}\nFROM a\nRUN make \\\n# TOKEN={Secret}\n  all\n").Findings);

    [Fact]
    public void Config_history_and_labels_are_read_and_a_secret_in_two_places_is_one_finding()
    {
        var config = Judged.History($"RUN |1 TOKEN={Secret} /bin/sh -c make # buildkit", $"ENV API_TOKEN={Secret}") with { Env = [new("API_TOKEN", Secret)] };

        Assert.Equal(["API_TOKEN", "TOKEN"], Judged.Shipped<SecretLiteral>(config).Findings.Select(f => f.Locus));
    }

    [Fact]
    public void Masks_hide_whole_values_everywhere_in_a_file()
    {
        var text = $"""
            # old: TOKEN={Secret}
            FROM a
            ARG PASSWORD=plainword
            ENV TOKEN {Secret}
            RUN <<END
            echo "password: {Secret}" > /x
            END
            RUN docker login -p k3J9xQ2mZ7\
            pL4vT8wB5n r
            """;

        var masked = SecretScanner.Hide(text, SecretScanner.Mask(text));

        Assert.DoesNotContain("k3J9", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("plainword", masked, StringComparison.Ordinal);
        Assert.DoesNotContain("pL4v", masked, StringComparison.Ordinal);
        Assert.Contains("ENV TOKEN ••••••••\n", masked, StringComparison.Ordinal);
    }
}

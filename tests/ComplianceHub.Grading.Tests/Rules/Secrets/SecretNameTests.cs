using ComplianceHub.Grading.Rules.Secrets;

namespace ComplianceHub.Grading.Tests.Rules.Secrets;

public sealed class SecretNameTests
{
    [Fact]
    public void A_value_that_is_proof_belongs_to_the_other_rule() =>
        Assert.Empty(Judged.Declared<SecretName>("FROM a\nENV TOKEN=k3J9xQ2mZ7pL4vT8wB5n").Findings);

    [Trait("Trap", "52")]
    [Fact]
    public void An_empty_variable_of_the_environment_is_no_secret() => Assert.Empty(Judged.Declared<SecretName>("FROM a\nENV TOKEN=\"\"").Findings);

    [Fact]
    public void A_plain_password_of_the_shipped_environment_is_found() =>
        Assert.Equal(["DB_PASSWORD"], Judged.Shipped<SecretName>(new() { Env = [new("DB_PASSWORD", "postgres"), new("PATH", "/bin")] }).Findings.Select(f => f.Locus));
}

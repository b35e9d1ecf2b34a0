using System.Diagnostics;
using ComplianceHub.Grading.Rules.Secrets;

namespace ComplianceHub.Grading.Tests.Rules.Secrets;

public sealed class SecretScannerTests
{
    // Put together at run time, so that no scanner of our own repository finds them.
    private static readonly string s_random = string.Concat("aB3dE5fG7h", "J9kL1mN3pQ", "5rS7tU9vW1", "xY3zA5bC7d");

    public static TheoryData<string, string> Formats => new()
    {
        { "aws-access-key", "AKIA" + "Q3EGRZ7LMNTVX2YB" },
        { "github-token", "ghp_" + s_random[..36] },
        { "github-token", "github_pat_" + s_random + "_" + s_random },
        { "gitlab-token", "glpat-" + s_random[..20] },
        { "slack-token", "xoxb-" + "123456789012-" + s_random[..24] },
        { "stripe-key", "sk_live_" + s_random[..24] },
        { "google-api-key", "AIza" + s_random[..35] },
        { "npm-token", "npm_" + s_random[..36] },
        { "pypi-token", "pypi-" + s_random + s_random },
        { "sendgrid-key", "SG." + s_random[..22] + "." + s_random + "aB3" },
        { "twilio-key", "SK" + "0123456789abcdef0123456789abcdef" },
        { "telegram-token", "123456789:AA" + s_random[..33] },
        { "jwt", "eyJ" + s_random[..20] + ".eyJ" + s_random[..20] + "." + s_random },
        { "hugging-face-token", "hf_" + s_random[..34] },
        { "openai-key", "sk-proj-" + s_random + s_random },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_known_format_is_found_wherever_it_stands(string kind, string secret)
    {
        var text = $"RUN tool --with \"{secret}\" && true";

        var match = Assert.Single(SecretScanner.Scan(text));

        Assert.Equal((kind, SecretConfidence.Format, secret), (match.Kind, match.Confidence, match.ValueIn(text).Reveal()));
    }

    [Fact]
    public void A_private_key_is_one_secret_from_its_header_to_its_end()
    {
        var text = "RUN echo '-----BEGIN RSA " + "PRIVATE KEY-----\n" + s_random + "\n" + s_random + "\n-----END RSA PRIVATE KEY-----' > k";

        Assert.Equal("private-key", Assert.Single(SecretScanner.Scan(text)).Kind);
    }

    [Theory]
    [InlineData("url-credentials", "RUN git clone https://joe:t0psecret9@git.example.com/x", "t0psecret9")]
    [InlineData("connection-string", "ENV DB=\"Server=db;User Id=sa;Password=Tr1cky!x;\"", "Tr1cky!x")]
    [InlineData("docker-auth", "{\"auths\":{\"r.example.com\":{\"auth\":\"dXNlcjpodW50ZXIy\"}}}", "dXNlcjpodW50ZXIy")]
    [InlineData("azure-storage-key", "AccountName=a;AccountKey=Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYg==;E=x", "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYg==")]
    [InlineData("authorization-header", "RUN curl -H 'Authorization: Bearer 9f8e7d6c5b4a39281706' https://x", "9f8e7d6c5b4a39281706")]
    public void Credentials_inside_larger_values_are_found_alone(string kind, string text, string secret)
    {
        var match = Assert.Single(SecretScanner.Scan(text), m => m.Confidence == SecretConfidence.Format);

        Assert.Equal((kind, secret), (match.Kind, match.ValueIn(text).Reveal()));
    }

    [Theory]
    [InlineData("docker login", "docker login -u joe -p hunter22 r.example.com", "hunter22")]
    [InlineData("docker login", "docker login --password hunter22 r.example.com", "hunter22")]
    [InlineData("az login", "az login --service-principal -u x -p hunter22", "hunter22")]
    [InlineData("curl", "curl -fsS -u joe:hunter22 https://x", "hunter22")]
    [InlineData("aws configure set", "aws configure set aws_secret_access_key hunter22", "hunter22")]
    [InlineData("npm config set", "npm config set //r.example.com/:_authToken hunter22", "hunter22")]
    [InlineData("sshpass", "sshpass -phunter22 ssh x", "hunter22")]
    [InlineData("mysql", "mysql -uroot -phunter22 < a.sql", "hunter22")]
    [InlineData("password", "tool --password=hunter22", "hunter22")]
    [InlineData("_authToken", "echo //r.example.com/:_authToken=hunter22 > .npmrc", "hunter22")]
    public void A_command_that_hands_over_a_literal_is_named(string carrier, string text, string secret)
    {
        var match = Assert.Single(SecretScanner.Scan(text));

        Assert.Equal((carrier, secret, SecretConfidence.Literal), (match.Carrier, match.ValueIn(text).Reveal(), match.Confidence));
    }

    [Theory]
    [InlineData("PASSWORD", "changeme123", SecretConfidence.Literal)]
    [InlineData("DB_PASSWORD", "postgres", SecretConfidence.Literal)]
    [InlineData("SECRET_KEY", "k3J9xQ2mZ7pL4vT8wB", SecretConfidence.Entropy)]
    [InlineData("encryption-key", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c", SecretConfidence.Entropy)]
    public void A_suspicious_name_with_a_literal_is_found_and_weighed_by_its_value(string name, string value, SecretConfidence confidence) =>
        Assert.Equal(confidence, SecretScanner.ScanValue(name, value)?.Confidence);

    [Trait("Trap", "52")]
    [Theory]
    [InlineData("PASSWORD", "")]
    [InlineData("PASSWORD", "$DB_PASSWORD")]
    [InlineData("PASSWORD", "${DB_PASSWORD:-}")]
    [InlineData("PASSWORD", "<your password>")]
    [InlineData("API_TOKEN", "your-token-here")]
    [InlineData("API_TOKEN", "xxxxxxxxxxxxxxxx")]
    [InlineData("POSTGRES_PASSWORD_FILE", "k3J9xQ2mZ7pL4vT8wB")]
    [InlineData("TOKEN_VERSION", "k3J9xQ2mZ7pL4vT8wB")]
    [InlineData("PUBLIC_KEY", "k3J9xQ2mZ7pL4vT8wB")]
    [InlineData("SECRET", "/run/secrets/db")]
    [InlineData("TOKEN_ENDPOINT", "https://login.example.com/token")]
    [InlineData("SECRET", "https://login.example.com/token")]
    [InlineData("MONKEY", "k3J9xQ2mZ7pL4vT8wB")]
    [InlineData("TOKENIZERS_PARALLELISM", "false")]
    [InlineData("GPG_KEY", "E3FF2839C048B25C084DEBE9B26995E310250568")]
    [InlineData("KEY", "plainword")]
    [InlineData("key", "B97B0AFCAA1A47F044F244A07FCC7D46ACCC4CF8")]
    [InlineData("USE_TOKEN", "true")]
    [InlineData("DOWNLOAD_SHA256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c")]
    public void What_is_no_secret_is_not_found(string name, string value) => Assert.Null(SecretScanner.ScanValue(name, value));

    [Theory]
    [InlineData("RUN if [ \"$PASSWORD\" = \"letmein99\" ]; then exit 1; fi")]
    [InlineData("RUN echo ${TOKEN:-nothing}")]
    [InlineData("RUN git clone https://oauth2:${TOKEN}@git.example.com/x")]
    [InlineData("RUN grep -q '-----BEGIN PRIVATE KEY-----' k.pem")]
    [InlineData("RUN docker login -u joe --password-stdin r.example.com")]
    [InlineData("RUN --mount=type=secret,id=token curl -H \"Authorization: Bearer $(cat /run/secrets/token)\" https://x")]
    [InlineData("FROM docker.io/library/python:3.13@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    public void Ordinary_lines_are_silent(string text) => Assert.Empty(SecretScanner.Scan(text));

    [Fact]
    public void A_made_up_token_is_no_finding_but_is_masked()
    {
        var text = "ENV T=ghp_" + new string('x', 36);

        Assert.Empty(SecretScanner.Scan(text));
        Assert.DoesNotContain("xxxx", SecretScanner.MaskText(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DB_PASSWORD", "hunter22", "••••••••")]
    [InlineData("DATABASE_URL", "postgres://joe:hunter22@db/x", "postgres://joe:••••••••@db/x")]
    [InlineData("PATH", "/usr/bin", "/usr/bin")]
    public void A_variable_is_masked_as_far_as_it_is_secret(string name, string value, string masked) => Assert.Equal(masked, SecretScanner.MaskEnv(name, value));

    [Fact]
    public void A_history_line_is_masked() =>
        Assert.Equal("RUN |1 TOKEN=•••••••• /bin/sh -c make # buildkit", SecretScanner.MaskText("RUN |1 TOKEN=hunter22 /bin/sh -c make # buildkit"));

    [Fact]
    public void Long_hostile_texts_take_linear_time()
    {
        var watch = Stopwatch.StartNew();
        foreach (var unit in (string[])["password=", "sk-", "a://", "eyJ", "-----BEGIN ", "\"", "--token ", "user id=x;", "authorization: basic "])
        {
            SecretScanner.MaskText(string.Concat(Enumerable.Repeat(unit, 200_000 / unit.Length)));
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }
}

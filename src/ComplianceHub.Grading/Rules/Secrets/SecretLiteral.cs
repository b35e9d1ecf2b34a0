using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>A literal whose form or randomness proves that it is a secret.</summary>
public sealed class SecretLiteral : Rule
{
    private const string Remediation = "Revoke it: whoever could read the repository or the image has it. Then pass it to the one RUN that needs it with --mount=type=secret, or to the container when it starts.";

    public override RuleDescriptor Descriptor { get; } = new("secret-literal", "A secret is written into the image", Criterion.NoSecrets, RuleKind.Question, Severity.Critical)
    {
        Aliases = ["DL3064", "SecretsUsedInArgOrEnv", "DS-0031", "CIS-DI-0010", "KICS Passwords And Secrets", "CIS-4.10"],
        Links = ["https://docs.docker.com/build/building/secrets/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of(FoundSecret.In(target.Dockerfile)
        .Where(s => s.Match.HasEvidence)
        .Select(s => s.Report($"{s.Instruction.Name} holds a literal {Describe(s.Match)}.") with { Remediation = Remediation, SecretKind = s.Match.Kind, Secret = s.Value }));

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => RuleAnswer.Of(InConfig(platform.Config)
        .Where(s => s.Match.HasEvidence)
        .DistinctBy(s => s.Match.Carrier.Length > 0 ? s.Match.Carrier : s.Match.Kind)
        .Select(s => new RuleFinding($"The image's {s.Place} holds a literal {Describe(s.Match)}.", s.Match.Carrier.Length > 0 ? s.Match.Carrier : s.Match.Kind)
        {
            Remediation = Remediation,
            SecretKind = s.Match.Kind,
            Secret = s.Match.ValueIn(s.Text),
        }));

    private static IEnumerable<(string Place, string Text, SecretMatch Match)> InConfig(ImageConfigFacts config)
    {
        foreach (var (place, pairs) in new[] { ("environment", config.Env.AsEnumerable()), ("labels", config.Labels) })
        {
            foreach (var (name, value) in pairs)
            {
                if (SecretScanner.ScanValue(name, value) is { } match)
                {
                    yield return (place, value, match);
                }
            }
        }

        foreach (var text in config.Entrypoint.Concat(config.Cmd))
        {
            foreach (var match in SecretScanner.Scan(text))
            {
                yield return ("command", text, match);
            }
        }

        foreach (var step in config.History)
        {
            foreach (var match in SecretScanner.Scan(step.CreatedBy))
            {
                yield return ("history", step.CreatedBy, match);
            }
        }
    }

    private static string Describe(SecretMatch match)
    {
        var kind = match.Kind is "named-value" or "command-credential" ? "secret" : $"secret ({match.Kind})";
        return match.Carrier.Length > 0 ? $"{kind} in {match.Carrier}" : kind;
    }
}

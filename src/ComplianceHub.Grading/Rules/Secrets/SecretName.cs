using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>A variable that is meant for a secret, or holds a plain password: no proof, but the wrong place.</summary>
public sealed class SecretName : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("secret-name", "A variable of the image is meant for a secret", Criterion.NoSecrets, RuleKind.Counting, Severity.Low)
    {
        Aliases = ["DL3064", "SecretsUsedInArgOrEnv", "DS-0031", "CIS-DI-0010", "KICS Passwords And Secrets", "CIS-4.10"],
        Links = ["https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        var plain = FoundSecret.In(target.Dockerfile).Where(s => s.IsSetting && !s.Match.HasEvidence)
            .Select(s => s.Report($"{s.Instruction.Name} gives {s.Match.Carrier} a literal value that looks like a password."));
        return RuleAnswer.Of(plain.Concat(target.Dockerfile.Instructions.SelectMany(Declared)));
    }

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => RuleAnswer.Of(platform.Config.Env
        .Where(e => SecretScanner.ScanValue(e.Key, e.Value) is { HasEvidence: false })
        .Select(e => new RuleFinding($"The image's environment gives {e.Key} a literal value that looks like a password.", e.Key)));

    /// <summary>An ARG without value is filled by the build and stays in the history; an ENV that copies one stays in the config.</summary>
    private static IEnumerable<RuleFinding> Declared(Instruction instruction) => instruction switch
    {
        ArgInstruction arg => arg.Declarations.Where(d => string.IsNullOrEmpty(d.Default) && IsForSecret(d.Key))
            .Select(d => RuleFinding.At(instruction, $"ARG {d.Key} is meant for a secret; whatever the build passes stays in the image's history.", d.Key) with { Span = d.Span }),
        EnvInstruction env => env.Pairs.Where(p => p.Value.StartsWith('$') && IsForSecret(p.Key))
            .Select(p => RuleFinding.At(instruction, $"ENV {p.Key} copies a build argument into the image's config.", p.Key) with { Span = p.Span }),
        OnbuildInstruction { Trigger: { } trigger } => Declared(trigger),
        _ => [],
    };

    private static bool IsForSecret(string name) => SecretNames.Of(name) == SecretNameStrength.Plain;
}

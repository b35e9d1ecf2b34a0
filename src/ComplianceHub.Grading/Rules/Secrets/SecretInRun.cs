using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>A command that sets up a credential during the build without a secret mount.</summary>
public sealed class SecretInRun : Rule
{
    private const string Remediation = "Mount the credential for this RUN only: --mount=type=secret,id=…, and read it from /run/secrets or the variable named by env=.";

    public override RuleDescriptor Descriptor { get; } = new("secret-in-run", "A build command is given a credential", Criterion.NoSecrets, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["DS-0031", "CIS-DI-0010", "KICS Passwords And Secrets"],
        Links = ["https://docs.docker.com/build/building/secrets/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        var literals = FoundSecret.In(target.Dockerfile).Where(s => !s.IsSetting && !s.Match.HasEvidence)
            .Select(s => s.Report($"{s.Instruction.Name} hands a literal credential to {s.Locus}.") with { Remediation = Remediation });
        var variables = target.Dockerfile.Stages.SelectMany(RunScript.Of).Where(r => !HasSecretMount(r.Instruction)).SelectMany(r => FromVariables(r).Concat(Accounts(r)));
        return RuleAnswer.Of(literals.Concat(variables));
    }

    /// <summary>A log-in with a variable that the file itself declares: its value stands in the history.</summary>
    private static IEnumerable<RuleFinding> FromVariables(RunScript run)
    {
        if (!run.Text.Contains('$', StringComparison.Ordinal))
        {
            return [];
        }

        var declared = run.Stage.ScopeAt(run.Instruction).Variables;
        return SecretCommands.Find(run.Text)
            .Where(c => declared.ContainsKey(VariableOf(run.Text.AsSpan(c.Value.Start, c.Value.Length))))
            .Select(c => At(run, c.Value.Start, $"{c.Carrier} is given a credential from a build argument or an environment variable.", c.Carrier));
    }

    /// <summary>Commands that leave a service account behind in the layer.</summary>
    private static IEnumerable<RuleFinding> Accounts(RunScript run) => run.Script.Commands
        .Where(c => c.Name == "gcloud" && c.Words.Any(w => w.Value == "activate-service-account"))
        .Select(c => At(run, c.Span.Start, "gcloud auth activate-service-account leaves its credential in the layer.", "gcloud auth activate-service-account"));

    private static RuleFinding At(RunScript run, int offset, string message, string locus) =>
        RuleFinding.At(run.Instruction, message, locus) with { Line = run.LineAt(offset), Remediation = Remediation };

    private static bool HasSecretMount(Instruction run) =>
        run.Flags.Any(f => f.Name == "mount" && f.Value is not null && f.Value.Split(',').Any(p => p is "type=secret"));

    private static string VariableOf(ReadOnlySpan<char> word)
    {
        word = word.Trim("\"'");
        word = word is ['$', '{', .., '}'] ? word[2..^1] : word is ['$', ..] ? word[1..] : [];
        var end = word.IndexOfAny(":-+?");
        return (end < 0 ? word : word[..end]).ToString();
    }
}

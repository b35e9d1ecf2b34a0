using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>A file that is known to hold credentials is copied into what ships.</summary>
public sealed class SecretFileCopied : Rule
{
    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", ".npmrc", ".pypirc", ".netrc", "_netrc", ".git-credentials", ".dockercfg", ".htpasswd", ".pgpass", ".my.cnf", ".env", ".s3cfg", ".boto",
        "credentials.json", "service-account.json", "serviceaccount.json", "client_secret.json", "secrets.yml", "secrets.yaml", "secrets.json", "master.key", "terraform.tfvars", "terraform.tfstate",
        ".vault-token", "kubeconfig", "application_default_credentials.json",
    };

    private static readonly string[] s_paths = [".aws/credentials", ".docker/config.json", ".kube/config", ".azure/accesstokens.json", ".gem/credentials", ".cargo/credentials", ".m2/settings.xml", ".config/gcloud", ".gnupg"];

    private static readonly string[] s_extensions = [".pem", ".key", ".pfx", ".p12", ".jks", ".keystore", ".kdbx", ".ppk"];

    /// <summary>Certificates of authorities, public halves and samples.</summary>
    private static readonly string[] s_public =
        ["pub", "cert", "chain", "ca.", "ca-", "bundle", "root", "example", "sample", "template", "dist", "apt", "gpg", "signing", "archive", "repo"];

    public override RuleDescriptor Descriptor { get; } = new("secret-file-copied", "A file that holds credentials is copied into the image", Criterion.NoSecrets, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["DS-0031", "CIS-DI-0010"],
        Links = ["https://docs.docker.com/build/building/secrets/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => RuleAnswer.Of((target.Stage?.Lineage() ?? [])
        .SelectMany(s => s.Instructions).OfType<TransferInstruction>()
        .SelectMany(t => t.Sources.Where(s => HoldsCredentials(s.Text) && !IsIgnored(target, t, s.Text)).Select(s =>
            RuleFinding.At(t, $"{t.Name} takes {s.Text} into the image.", s.Text) with { Span = s.Span })));

    public override RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => RuleAnswer.Of(ShippedHistory.OwnSteps(platform.Config)
        .Where(s => s.Instruction is "COPY" or "ADD")
        .SelectMany(s => s.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(HoldsCredentials)
        .Distinct(StringComparer.Ordinal)
        .Select(path => new RuleFinding($"The image's history copies {path}.", path)));

    private static bool IsIgnored(BuildTargetFacts target, TransferInstruction transfer, string source) =>
        transfer.From is null && target.Dockerignore?.Excludes(source.StartsWith("./", StringComparison.Ordinal) ? source[2..] : source.TrimStart('/')) == true;

    private static bool HoldsCredentials(string path)
    {
        var clean = path.Trim('"', '\'').Replace('\\', '/').TrimEnd('/');
        var name = clean[(clean.LastIndexOf('/') + 1)..];
        if (clean.Contains("://", StringComparison.Ordinal) || s_public.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        return s_names.Contains(name) || name.StartsWith(".env.", StringComparison.OrdinalIgnoreCase)
            || s_paths.Any(p => clean.EndsWith(p, StringComparison.OrdinalIgnoreCase))
            || s_extensions.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }
}

using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>COPY or ADD of something that .dockerignore keeps out of the context.</summary>
public sealed class CopyIgnored : Rule
{
    public override RuleDescriptor Descriptor { get; } = new("copy-ignored", "What is copied is left out of the build context", Criterion.Correctness, RuleKind.Counting, Severity.Medium)
    {
        Aliases = ["CopyIgnoredFile"],
        Links = ["https://docs.docker.com/reference/build-checks/copy-ignored-file/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => target.Dockerignore is not { } ignore
        ? RuleAnswer.NotApplicable("No .dockerignore is known.")
        : RuleAnswer.Of(target.Dockerfile.Stages.SelectMany(stage => stage.Instructions.OfType<TransferInstruction>().Where(t => t.From is null)
            .SelectMany(t => t.Sources.Where(source => IsLeftOut(ignore, stage, t, source)).Select(source =>
                RuleFinding.At(t, $".dockerignore leaves {source.Text} out of the context, so {t.Name} does not find it.", source.Text) with
                {
                    Span = source.Span,
                    Remediation = "Take the pattern out of .dockerignore, except this path from it with an exclamation mark, or do not copy it.",
                }))));

    private static bool IsLeftOut(Dockerignore ignore, Stage stage, TransferInstruction transfer, Word source)
    {
        if (source.Text.StartsWith("<<", StringComparison.Ordinal) || stage.ScopeAt(transfer).Expand(source.Text, stage.File.Escape).Text is not { } path
            || path.Contains("://", StringComparison.Ordinal) || path.StartsWith("git@", StringComparison.Ordinal))
        {
            return false;
        }

        path = path.TrimStart('/').TrimEnd('/');
        path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        return path is "" or "." ? !ignore.HasExceptions && ignore.Patterns.Any(p => p is "*" or "**" or "**/*")
            : ignore.Excludes(path) && !ignore.Patterns.Any(p => p[0] == '!' && MayBringBack(p[1..], path));
    }

    /// <summary>Whether an exception may let something below the path, or something that its wildcards stand for, into the context again.</summary>
    private static bool MayBringBack(string pattern, string path)
    {
        var wild = pattern.AsSpan().IndexOfAny("*?[");
        var literal = wild < 0 ? pattern : pattern[..wild];
        var known = path.AsSpan().IndexOfAny("*?[") is var end and >= 0 ? path[..end] : path;
        return literal.StartsWith(known.Length < path.Length ? known : path + "/", StringComparison.Ordinal)
            || ((wild >= 0 || known.Length < path.Length) && known.StartsWith(literal, StringComparison.Ordinal));
    }
}

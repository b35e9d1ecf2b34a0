using System.Globalization;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>What ShellCheck says of the scripts of RUN. The program was asked before; its answers are facts.</summary>
public sealed class ShellCheckFindings : Rule
{
    private const int LongestLocus = 200;

    public override RuleDescriptor Descriptor { get; } = new("shellcheck", "ShellCheck finds fault with a script", Criterion.Correctness, RuleKind.Advisory, Severity.Low)
    {
        Links = ["https://www.shellcheck.net/wiki/"],
    };

    public override RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context)
    {
        if (target.ShellCheck is not { Missing: null } facts)
        {
            return RuleAnswer.NotCollected(target.ShellCheck?.Missing ?? "ShellCheck was not asked.");
        }

        if (target.Stage is null)
        {
            return RuleAnswer.NotApplicable("Nothing ships.");
        }

        var stages = target.Dockerfile.ReachableFrom(target.Stage).ToHashSet();
        var scripts = ShellCheckScript.Of(target.Dockerfile).Where(s => stages.Contains(s.Run.Stage)).ToList();
        return scripts.Count == 0 ? RuleAnswer.NotApplicable("No RUN has a script that ShellCheck can read.")
            : scripts.TrueForAll(s => !facts.Scripts.ContainsKey(s.Key)) ? RuleAnswer.NotCollected("ShellCheck could not read the scripts.")
            : RuleAnswer.Of(scripts.SelectMany(s => facts.Scripts.TryGetValue(s.Key, out var comments) ? comments.Select(c => Finding(s, c)) : []));
    }

    private static RuleFinding Finding(ShellCheckScript script, ShellCheckComment comment)
    {
        var run = script.Run;
        var start = Math.Clamp(comment.Start, 0, run.Text.Length);
        var length = Math.Clamp(comment.Length, 0, run.Text.Length - start);
        var code = $"SC{comment.Code.ToString(CultureInfo.InvariantCulture)}";
        var about = string.Join(' ', run.Text.Substring(start, Math.Min(length, LongestLocus)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new($"{code}: {comment.Message}", $"{code} {about}")
        {
            Line = run.LineAt(start),
            EndLine = run.LineAt(start + Math.Max(0, length - 1)),
            Span = run.SpanOf(new(start, length)),
            Code = code,
            Severity = comment.Level == ShellCheckLevel.Error ? Severity.Medium : Severity.Low,
            Remediation = $"See https://www.shellcheck.net/wiki/{code}.",
        };
    }
}

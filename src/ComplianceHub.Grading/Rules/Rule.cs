using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>
/// One rule: a pure function of facts and policy. Found by its page (<see cref="RuleCatalog"/>); needs a parameterless constructor,
/// a page <c>X.md</c> beside <c>X.cs</c> and a test class <c>XTests</c>. Override the judgements whose evidence the rule can read.
/// </summary>
public abstract class Rule
{
    public abstract RuleDescriptor Descriptor { get; }

    /// <summary>Judges what a Dockerfile declares; null when the rule does not read Dockerfiles.</summary>
    public virtual RuleAnswer? JudgeDeclared(BuildTargetFacts target, RuleContext context) => null;

    /// <summary>Judges one platform of a shipped image; null when the rule does not read images.</summary>
    public virtual RuleAnswer? JudgeShipped(PlatformFacts platform, RuleContext context) => null;
}

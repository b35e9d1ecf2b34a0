using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Runtime;

/// <summary>A word of EXPOSE with its value.</summary>
/// <param name="Text">Expanded, without quotes.</param>
/// <param name="IsLiteral">Whether it is written as it is, so that it can be rewritten.</param>
internal sealed record ExposedPort(ExposeInstruction Instruction, Word Word, string Text, bool IsLiteral)
{
    /// <summary>The words whose value is known.</summary>
    public static IEnumerable<ExposedPort> In(Dockerfile file) => file.Stages.SelectMany(s => s.Instructions.OfType<ExposeInstruction>().SelectMany(e => e.Arguments
        .Select(w => (Word: w, s.ScopeAt(e).Expand(w.Text, file.Escape).Text))
        .Where(w => !string.IsNullOrEmpty(w.Text))
        .Select(w => new ExposedPort(e, w.Word, w.Text ?? "", w.Word.Text == w.Text))));

    public RuleFinding Report(string message, string locus) => RuleFinding.At(Instruction, message, locus) with { Span = Word.Span };
}

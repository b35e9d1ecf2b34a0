using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Secrets;

/// <summary>Where a Dockerfile holds something that may be a secret.</summary>
/// <param name="Instruction">The instruction, for ONBUILD the outer one.</param>
/// <param name="Span">In the Dockerfile's text; the whole instruction when continuation lines split it.</param>
/// <param name="IsSetting">Whether ENV, ARG or LABEL sets it; otherwise it stands in a command or a file.</param>
internal sealed record FoundSecret(Dockerfile File, Instruction Instruction, SecretMatch Match, TextSpan Span, SecretValue Value, bool IsSetting)
{
    /// <summary>The variable or command that carries it, else its kind.</summary>
    public string Locus => Match.Carrier.Length > 0 ? Match.Carrier : Match.Kind;

    public RuleFinding Report(string message) => new(message, Locus) { Line = File.Lines.LineAt(Span.Start), EndLine = File.Lines.LineAt(Span.End), Span = Span };

    /// <summary>Everything in the file's instructions; comments change nothing and are not read.</summary>
    public static FoundSecret[] In(Dockerfile file) => file.Derive<FoundSecret[]>(static f => [.. f.Instructions.SelectMany(i => In(f, i))]);

    private static IEnumerable<FoundSecret> In(Dockerfile file, Instruction instruction)
    {
        if ((instruction as OnbuildInstruction)?.Trigger is PairsInstruction or ArgInstruction || instruction is PairsInstruction or ArgInstruction)
        {
            return SecretScanner.ValuesOf(instruction)
                .Select(v => (v.Span, v.Value, Match: SecretScanner.ScanValue(v.Name, v.Value)))
                .Where(v => v.Match is not null)
                .Select(v => new FoundSecret(file, instruction, v.Match!, v.Span, v.Match!.ValueIn(v.Value), IsSetting: true));
        }

        return InText(file, instruction);
    }

    private static IEnumerable<FoundSecret> InText(Dockerfile file, Instruction instruction)
    {
        var text = file.Text.Substring(instruction.Span.Start, instruction.Span.Length);
        foreach (var match in SecretScanner.Scan(text))
        {
            var span = match.Span with { Start = match.Span.Start + instruction.Span.Start };
            if (!IsComment(file, instruction, span))
            {
                yield return new(file, instruction, match, span, match.ValueIn(text), IsSetting: false);
            }
        }

        if (instruction.EndLine > instruction.StartLine)
        {
            // What continuation lines split is whole only in the joined line.
            foreach (var match in SecretScanner.Scan(instruction.Original).Where(m => m.HasEvidence && instruction.SpanOf(m.Span).Length != m.Span.Length))
            {
                yield return new(file, instruction, match, instruction.Span, match.ValueIn(instruction.Original), IsSetting: false);
            }
        }
    }

    /// <summary>A comment line between continuation lines; in a here-document it is part of a file.</summary>
    private static bool IsComment(Dockerfile file, Instruction instruction, TextSpan span)
    {
        var line = file.Lines.SpanOf(file.Lines.LineAt(span.Start));
        return file.Text.AsSpan(line.Start, line.Length).TrimStart() is ['#', ..] && !instruction.Heredocs.Any(h => span.Start >= h.Span.Start && span.Start < h.Span.End);
    }
}

using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.Correctness;

/// <summary>An instruction of a stage that uses a variable without a declaration in its scope.</summary>
internal sealed record UndefinedUse(Stage Stage, Instruction Instruction, TextSpan Span, string Name)
{
    public RuleFinding Report(string message) => RuleFinding.At(Instruction, message, Name) with { Span = Span };
}

/// <summary>
/// What the builder itself expands, https://docs.docker.com/reference/dockerfile/#environment-replacement: never RUN, CMD or ENTRYPOINT, whose variables
/// are the shell's.
/// </summary>
internal static class ExpandedVariables
{
    /// <summary>Each name once an instruction.</summary>
    public static IEnumerable<UndefinedUse> Undefined(Dockerfile file) => file.Stages.SelectMany(Undefined);

    /// <summary>Every ARG of the file, and those that the builder sets itself.</summary>
    public static HashSet<string> Arguments(Dockerfile file) =>
        [.. file.GlobalScope.Variables.Keys, .. file.Instructions.OfType<ArgInstruction>().SelectMany(a => a.Declarations).Select(d => d.Key)];

    private static IEnumerable<UndefinedUse> Undefined(Stage stage)
    {
        foreach (var instruction in stage.Instructions)
        {
            if (!instruction.Original.Contains('$', StringComparison.Ordinal))
            {
                continue;
            }

            var scope = stage.ScopeAt(instruction);
            var told = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (text, span) in TextsOf(instruction))
            {
                // Every base has PATH: the builder sees to it.
                foreach (var name in VariableReferences.Undefined(text, scope, stage.File.Escape).Where(n => n != "PATH" && told.Add(n)))
                {
                    yield return new(stage, instruction, span, name);
                }
            }
        }
    }

    private static IEnumerable<(string Text, TextSpan Span)> TextsOf(Instruction instruction) => instruction switch
    {
        PairsInstruction pairs => pairs.Pairs.Select(p => (p.RawValue, p.ValueSpan)),
        ArgInstruction arg => arg.Declarations.Where(d => d is { RawDefault: not null, DefaultSpan: not null }).Select(d => (d.RawDefault ?? "", d.DefaultSpan ?? d.Span)),
        TransferInstruction transfer => transfer.Sources.Append(transfer.Destination).Where(w => !w.Text.StartsWith("<<", StringComparison.Ordinal)).Select(w => (w.Text, w.Span))
            .Concat(transfer.Flags.Where(f => f is { Name: "chown" or "chmod" or "checksum", Value: not null }).Select(f => (f.Value ?? "", f.Span))),
        RunInstruction run => run.Flags.Where(f => f is { Name: "mount", Value: not null }).Select(f => (f.Value ?? "", f.Span)),
        UserInstruction or WorkdirInstruction or ExposeInstruction or VolumeInstruction or StopsignalInstruction => instruction.Arguments.Select(w => (w.Text, w.Span)),
        _ => [],
    };
}

namespace ComplianceHub.Dockerfiles;

/// <summary>
/// An instruction as a node of BuildKit's own syntax tree has it, for comparison with it and for programs that know it:
/// https://pkg.go.dev/github.com/moby/buildkit/frontend/dockerfile/parser#Node.
/// </summary>
public static class BuildKitTree
{
    /// <summary>The flags with their dashes, <c>--name=value</c> or <c>--name</c>.</summary>
    public static IEnumerable<string> Flags(Instruction instruction) => instruction.Flags.Select(f => f.Value is null ? $"--{f.Name}" : $"--{f.Name}={f.Value}");

    /// <summary>
    /// The words: a whole script for the shell form, the strings of the exec form; three a pair for ENV and LABEL, the last of which is <c>=</c>, or
    /// empty in the old syntax.
    /// </summary>
    public static IEnumerable<string> Arguments(Instruction instruction) => instruction switch
    {
        UnknownInstruction => [""],
        CommandInstruction { Form: CommandForm.Shell } command => command.Script.Length == 0 ? [] : [command.Script],
        HealthcheckInstruction { Form: CommandForm.Shell, Arguments.IsEmpty: false } healthcheck =>
            healthcheck.Script.Length == 0 ? [healthcheck.Arguments[0].Text] : [healthcheck.Arguments[0].Text, healthcheck.Script],
        PairsInstruction pairs => pairs.Pairs.SelectMany(p => new[] { p.RawKey, p.RawValue, pairs.LegacySyntax ? "" : "=" }),
        _ => instruction.Arguments.Select(w => w.Text),
    };

    /// <summary>Null for instructions that know no forms.</summary>
    public static CommandForm? Form(Instruction instruction) => instruction switch
    {
        CommandInstruction command => command.Form,
        TransferInstruction transfer => transfer.Form,
        VolumeInstruction volume => volume.Form,
        ShellInstruction shell => shell.Form,
        HealthcheckInstruction healthcheck => healthcheck.Form,
        _ => null,
    };
}

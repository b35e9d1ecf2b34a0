namespace ComplianceHub.Dockerfiles;

/// <summary>The shells of a stage from its beginning to its end: a new one after each SHELL.</summary>
internal sealed class ShellTimeline(StageShell first)
{
    private readonly List<int> _ends = [];
    private readonly List<StageShell> _shells = [first];

    public StageShell Last => _shells[^1];

    public StageShell At(int offset)
    {
        var index = _ends.BinarySearch(offset);
        return _shells[index >= 0 ? index + 1 : ~index];
    }

    public void RunTrigger(Instruction trigger)
    {
        if (trigger is ShellInstruction { Form: CommandForm.Exec, Arguments.IsEmpty: false } shell)
        {
            _shells[0] = Of(shell);
        }
    }

    public void Run(Instruction instruction)
    {
        if (instruction is ShellInstruction { Form: CommandForm.Exec, Arguments.IsEmpty: false } shell)
        {
            _ends.Add(shell.Span.End);
            _shells.Add(Of(shell));
        }
    }

    private static StageShell Of(ShellInstruction shell) => StageShell.Of([.. shell.Arguments.Select(w => w.Text)]);
}

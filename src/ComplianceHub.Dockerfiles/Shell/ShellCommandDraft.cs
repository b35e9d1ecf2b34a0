namespace ComplianceHub.Dockerfiles.Shell;

/// <summary>A simple command under construction.</summary>
internal sealed class ShellCommandDraft
{
    public List<(string Name, ShellWord Value)> Assignments { get; } = [];

    public List<ShellWord> Words { get; } = [];

    public List<ShellRedirection> Redirections { get; } = [];

    public string? StandardInput { get; set; }

    public bool PipesOutput { get; set; }

    public bool PipesInput { get; set; }

    public ShellConnector Connector { get; init; }

    public int Pipeline { get; init; }

    public int SubstitutionDepth { get; init; }

    public int GroupDepth { get; init; }

    public int Start { get; set; }

    public int End { get; set; }

    public bool IsEmpty => Words.Count == 0 && Assignments.Count == 0 && Redirections.Count == 0;

    public void Map(Func<int, int> map)
    {
        Start = map(Start);
        End = map(End);
        for (var i = 0; i < Words.Count; i++)
        {
            Words[i] = Words[i] with { Offset = map(Words[i].Offset) };
        }

        for (var i = 0; i < Assignments.Count; i++)
        {
            Assignments[i] = (Assignments[i].Name, Assignments[i].Value with { Offset = map(Assignments[i].Value.Offset) });
        }

        for (var i = 0; i < Redirections.Count; i++)
        {
            Redirections[i] = Redirections[i] with { Target = Redirections[i].Target with { Offset = map(Redirections[i].Target.Offset) } };
        }
    }

    public ShellCommand ToCommand() => new()
    {
        Assignments = [.. Assignments],
        Words = [.. Words],
        Redirections = [.. Redirections],
        StandardInput = StandardInput,
        PipesOutput = PipesOutput,
        PipesInput = PipesInput,
        Connector = Connector,
        Pipeline = Pipeline,
        SubstitutionDepth = SubstitutionDepth,
        GroupDepth = GroupDepth,
        Span = TextSpan.FromBounds(Start, End),
    };
}

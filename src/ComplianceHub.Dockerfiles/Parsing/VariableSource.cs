namespace ComplianceHub.Dockerfiles.Parsing;

/// <summary>Where a lexer finds values, and what it did not find.</summary>
internal sealed class VariableSource(StageScope scope)
{
    private List<string>? _missing;

    public IReadOnlyList<string> Missing => _missing ?? [];

    public VariableValue? Find(string name) => scope.Variables.TryGetValue(name, out var value) ? value : null;

    public void Miss(string name)
    {
        _missing ??= [];
        if (!_missing.Contains(name))
        {
            _missing.Add(name);
        }
    }
}

namespace ComplianceHub.Dockerfiles;

internal static class VariableExpander
{
    public static Expansion Expand(string text, StageScope scope, char escape) => throw new NotImplementedException();
}

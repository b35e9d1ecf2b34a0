namespace ComplianceHub.Dockerfiles;

internal static class RunScripts
{
    public static IReadOnlyList<RunScript> Of(Stage stage) => throw new NotImplementedException();

    public static int LineAt(RunScript script, int scriptOffset) => throw new NotImplementedException();
}

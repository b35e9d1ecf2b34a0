namespace ComplianceHub.Dockerfiles.Shell;

internal static class ShellParser
{
    public static ShellScript Parse(string script) => throw new NotImplementedException();
}

namespace ComplianceHub.Dockerfiles;

internal static class DockerfileParser
{
    public static Dockerfile Parse(string text) => throw new NotImplementedException();
}

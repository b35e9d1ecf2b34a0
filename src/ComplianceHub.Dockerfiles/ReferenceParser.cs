namespace ComplianceHub.Dockerfiles;

internal static class ReferenceParser
{
    public static ImageReference? TryParse(string text, out string? error) => throw new NotImplementedException();

    public static bool IsStrictDigest(string digest) => throw new NotImplementedException();
}

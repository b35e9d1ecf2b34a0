using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Dockerfiles.Tests;

/// <summary>Shorthands for one-file tests.</summary>
internal static class Dockerfiles
{
    public static Dockerfile Parse(params string[] lines) => Dockerfile.Parse(string.Join('\n', lines));

    /// <summary>The only instruction of that type.</summary>
    public static T The<T>(this Dockerfile file)
        where T : Instruction => Assert.Single(file.Instructions.OfType<T>());

    public static string TextAt(this Dockerfile file, TextSpan span) => file.Text.Substring(span.Start, span.Length);

    public static IEnumerable<string> SyntaxErrors(this Dockerfile file) => file.Errors.Where(e => e.Kind == ParseErrorKind.Syntax).Select(e => e.Message);
}

using System.Text;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Benchmarks;

/// <summary>A Dockerfile of a folder.</summary>
/// <param name="Path">Below the folder.</param>
internal sealed record CorpusFile(string Path, string Text)
{
    public Dockerfile Parse() => Dockerfile.Parse(Text);

    public GradingSubject Subject() => GradingSubject.OfDockerfile(new BuildTargetFacts(Path, Parse()));

    /// <summary>Every Dockerfile below the folder, by path.</summary>
    public static List<CorpusFile> In(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(p => DockerfileName.Matches(p))
            .Order(StringComparer.Ordinal)
            .Select(p => new CorpusFile(System.IO.Path.GetRelativePath(folder, p), Encoding.UTF8.GetString(File.ReadAllBytes(p))))];
}

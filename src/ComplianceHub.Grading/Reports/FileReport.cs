using System.Collections.Immutable;

namespace ComplianceHub.Grading.Reports;

/// <summary>
/// A format for graded Dockerfiles, for instance of <c>check --format NAME</c>. The build lists them: each file <c>Formats/X.cs</c> is a format; needs a
/// public parameterless constructor and its <c>expected.NAME</c> beside the tests.
/// </summary>
public abstract partial class FileReport
{
    /// <summary>All formats ordered by name.</summary>
    public static ImmutableArray<FileReport> All { get; } = [.. Listed().OrderBy(r => r.Name, StringComparer.Ordinal)];

    /// <summary>What people type, for instance <c>sarif</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Who reads it, in a few words.</summary>
    public abstract string Summary { get; }

    /// <summary>Writes the whole report as UTF-8. Enumerates the files once and holds none of them.</summary>
    public abstract void Write(Stream output, IEnumerable<GradedFile> files);

    /// <summary>The format of that name, or null.</summary>
    public static FileReport? Find(string name) => All.FirstOrDefault(r => r.Name == name);
}

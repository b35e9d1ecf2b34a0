using System.Collections.Immutable;

namespace ComplianceHub.Grading.Reports;

/// <summary>
/// A format for graded Dockerfiles, for instance of <c>check --format NAME</c>. One class a format, found by reflection; needs a public
/// parameterless constructor and a golden folder of its name beside its tests.
/// </summary>
public abstract class FileReport
{
    /// <summary>All formats ordered by name.</summary>
    public static ImmutableArray<FileReport> All { get; } =
        [.. typeof(FileReport).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(FileReport)))
            .Select(t => (FileReport)Activator.CreateInstance(t)!)
            .OrderBy(r => r.Name, StringComparer.Ordinal)];

    /// <summary>What people type, for instance <c>sarif</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Who reads it, in a few words.</summary>
    public abstract string Summary { get; }

    /// <summary>Writes the whole report as UTF-8. Enumerates the files once and holds none of them.</summary>
    public abstract void Write(Stream output, IEnumerable<GradedFile> files);

    /// <summary>The format of that name, or null.</summary>
    public static FileReport? Find(string name) => All.FirstOrDefault(r => r.Name == name);
}

namespace ComplianceHub.Web.Setup;

/// <summary>Where the hub keeps its data and finds the sample organisation. Settings: <c>Hub:DataFolder</c>, <c>Hub:SampleOrganisation</c>.</summary>
/// <param name="Data">Database, keys and working copies; made when it is missing.</param>
/// <param name="Sample">The sample organisation, read at the first start; null when it is switched off (<c>none</c>) or not there.</param>
public sealed record HubFolders(string Data, string? Sample)
{
    public static HubFolders Of(IConfiguration configuration, string contentRoot)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var root = RepositoryRoot(contentRoot) ?? contentRoot;
        var data = configuration["Hub:DataFolder"] is { Length: > 0 } named ? Path.GetFullPath(named) : Path.Combine(root, "data");
        var sample = configuration["Hub:SampleOrganisation"] switch
        {
            "none" => null,
            { Length: > 0 } folder => Path.GetFullPath(folder),
            _ => Path.Combine(root, "data", "sample-org"),
        };
        return new HubFolders(data, sample is not null && File.Exists(Path.Combine(sample, "organisation.json")) ? sample : null);
    }

    /// <summary>The checkout that the program is run from, or null when it is published.</summary>
    private static string? RepositoryRoot(string contentRoot)
    {
        for (var folder = contentRoot; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "ComplianceHub.sln")))
            {
                return folder;
            }
        }

        return null;
    }
}

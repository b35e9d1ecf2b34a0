namespace ComplianceHub.Crawling.Definitions;

/// <summary>Reads compose files, https://github.com/compose-spec/compose-spec/blob/main/spec.md.</summary>
internal static class ComposeFile
{
    /// <summary>The images that services run; what a service builds from here is not pulled from anywhere.</summary>
    public static IEnumerable<FoundUsage> UsagesOf(string text)
    {
        foreach (var (name, service) in ServicesOf(text).Where(s => s.Service["build"] is null))
        {
            if (service["image"] is { Text: { } written } image && NamedImage.TryParse(Placeholders.OfCompose(written)) is { } named)
            {
                yield return new FoundUsage(named, $"service {name}", image.Line);
            }
        }
    }

    /// <summary>What services build and how they call it, https://github.com/compose-spec/compose-spec/blob/main/build.md.</summary>
    /// <param name="path">Of the file: contexts are relative to its folder.</param>
    public static IEnumerable<FoundBuild> BuildsOf(string path, string text)
    {
        foreach (var (name, service) in ServicesOf(text))
        {
            if (service["build"] is not { } build || build["dockerfile_inline"] is not null)
            {
                continue;
            }

            string? Known(string key) => build.TextOf(key) is { } value ? Placeholders.OfCompose(value) : null;
            var context = build.Text is { } folder ? Placeholders.OfCompose(folder) : Known("context") ?? ".";
            var dockerfile = FoundBuild.PathOf(FoundBuild.FolderOf(path), context, Known("dockerfile") ?? "Dockerfile");
            if (FoundBuild.TryMake(name, build.Line, dockerfile, Known("target"), [service.TextOf("image") is { } image ? Placeholders.OfCompose(image) : null]) is { } found)
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<(string Name, YamlNode Service)> ServicesOf(string text) => YamlReader.Read(text).SelectMany(d => d["services"]?.Entries ?? []);
}

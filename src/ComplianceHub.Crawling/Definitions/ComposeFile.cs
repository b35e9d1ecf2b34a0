using ComplianceHub.Grading.Facts;

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

    public static IEnumerable<(string Name, YamlNode Service)> ServicesOf(string text) => YamlReader.Read(text).SelectMany(d => d["services"]?.Entries ?? []);
}

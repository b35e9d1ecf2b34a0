using System.Collections.Immutable;

namespace ComplianceHub.TestKit.Registries;

/// <summary>A small organisation's registry: repositories of images, one with several platforms, one with a secret, one that runs as root, a chart, a signature.</summary>
public static class SampleRegistry
{
    /// <summary>A made-up key that opens nothing; searched for in databases, logs and exports.</summary>
    public const string PlantedSecret = "AKIAQYLPMN5HFIQR7XYA";

    /// <summary>Repositories that hold images.</summary>
    public static ImmutableArray<string> Repositories { get; } =
        ["base/runtime", "checkout/api", "checkout/cart", "checkout/payments", "data/etl", "search/indexer", "search/query", "shop/front", "shop/mail", "tools/probe"];

    /// <summary>Builds all repositories' layouts, by repository.</summary>
    public static IReadOnlyDictionary<string, OciLayoutBuilder> Build()
    {
        var layouts = new SortedDictionary<string, OciLayoutBuilder>(StringComparer.Ordinal);
        foreach (var repository in Repositories)
        {
            var layout = layouts[repository] = new OciLayoutBuilder();
            var image = new TestImage
            {
                User = "1000:1000",
                Labels = new Dictionary<string, string>
                {
                    ["org.opencontainers.image.source"] = "https://git.example.org/" + repository,
                    ["org.opencontainers.image.title"] = repository,
                },
                History = ["ADD base.tar / # buildkit", "ENV LANG=C", $"COPY {repository} /app # buildkit"],
            };
            switch (repository)
            {
                case "shop/front":
                    layout.AddIndex([image, image with { Architecture = "arm64", Variant = "v8" }], "1.0");
                    break;
                case "checkout/api":
                    layout.Add(image with { Env = [.. image.Env, "AWS_ACCESS_KEY_ID=" + PlantedSecret] }, "1.0");
                    break;
                case "data/etl":
                    layout.Add(image with { User = "root" }, "1.0");
                    break;
                case "search/query":
                    foreach (var tag in (string[])["1.0", "1.1", "1.2", "1.3", "1.4"])
                    {
                        layout.Add(image with { Env = [.. image.Env, "VERSION=" + tag] }, tag);
                    }

                    break;
                default:
                    layout.Add(image, "1.0");
                    break;
            }
        }

        var probe = layouts["tools/probe"];
        probe.AddArtifact("application/vnd.oci.empty.v1+json", "sha256-" + new string('a', 64) + ".sig");
        layouts["charts/shop"] = new OciLayoutBuilder();
        layouts["charts/shop"].AddArtifact("application/vnd.cncf.helm.config.v1+json", "0.1.0");
        return layouts;
    }

    /// <summary>Pushes everything by skopeo.</summary>
    public static async Task FillAsync(DockerRegistryServer server)
    {
        using var folder = new TemporaryFolder();
        foreach (var (repository, layout) in Build())
        {
            var path = layout.WriteTo(folder[repository]);
            await server.PushAsync(path, repository, [.. layout.Tags.Select(t => t.Tag)]);
        }
    }
}

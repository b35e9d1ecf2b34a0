namespace ComplianceHub.Crawling.Definitions;

/// <summary>
/// Reads what runs in a cluster: the pods of manifests, the images that a kustomization puts in, and those that a chart's values name. The templates of a
/// chart are read as far as they are plain.
/// </summary>
internal static class KubernetesManifest
{
    private const int DeepestList = 4;
    private const int MostNodes = 20_000;

    // https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/: Pod; Deployment, StatefulSet, DaemonSet, ReplicaSet and Job; CronJob; PodTemplate.
    private static readonly string[][] s_podSpecs = [["spec"], ["spec", "template", "spec"], ["spec", "jobTemplate", "spec", "template", "spec"], ["template", "spec"]];
    private static readonly string[] s_containers = ["initContainers", "containers", "ephemeralContainers"];

    /// <param name="path">Slash separated; the name tells a kustomization and a chart's values from a manifest.</param>
    public static IEnumerable<FoundUsage> UsagesOf(string path, string text)
    {
        var file = path[(path.LastIndexOf('/') + 1)..];
        var documents = YamlReader.Read(Placeholders.OfTemplate(text));
        return file.StartsWith("kustomization.", StringComparison.OrdinalIgnoreCase) ? documents.SelectMany(OfKustomization)
            : file.StartsWith("values", StringComparison.OrdinalIgnoreCase) ? documents.SelectMany(OfValues)
            : documents.SelectMany(d => OfObject(d, 0));
    }

    private static IEnumerable<FoundUsage> OfObject(YamlNode node, int depth)
    {
        if (node.TextOf("kind") is not { } kind)
        {
            return [];
        }

        if (kind == "List")
        {
            return depth == DeepestList ? [] : (node["items"]?.Items ?? []).SelectMany(i => OfObject(i, depth + 1));
        }

        var place = $"{kind} {node.At("metadata", "name")?.Text}".TrimEnd().Replace(Placeholders.Unknown.ToString(), "…", StringComparison.Ordinal);
        return from keys in s_podSpecs
               let pod = node.At(keys)
               where pod is not null
               from list in s_containers
               from container in pod[list]?.Items ?? []
               let image = container["image"]
               let named = NamedImage.TryParse(image?.Text)
               where named is not null
               select new FoundUsage(named, place, image.Line);
    }

    // https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/
    private static IEnumerable<FoundUsage> OfKustomization(YamlNode root)
    {
        foreach (var image in root["images"]?.Items ?? [])
        {
            var name = image.TextOf("newName") ?? image.TextOf("name");
            var version = image.TextOf("digest") is { } digest ? "@" + digest : image.TextOf("newTag") is { } tag ? ":" + tag : "";
            if (NamedImage.TryParse(name + version) is { } named)
            {
                yield return new FoundUsage(named, "kustomization", image.Line);
            }
        }
    }

    // By the habit of charts, https://helm.sh/docs/chart_best_practices/values/: image.repository beside image.registry, image.tag and image.digest.
    private static IEnumerable<FoundUsage> OfValues(YamlNode root)
    {
        var visited = new HashSet<YamlNode>(ReferenceEqualityComparer.Instance) { root };
        var waiting = new Queue<YamlNode>([root]);
        while (waiting.TryDequeue(out var node) && visited.Count <= MostNodes)
        {
            foreach (var (key, value) in node.Entries)
            {
                if (key.EndsWith("image", StringComparison.OrdinalIgnoreCase) && OfValue(value) is { } named)
                {
                    yield return new FoundUsage(named, "chart's values", (value["repository"] ?? value).Line);
                }

                if (visited.Add(value))
                {
                    waiting.Enqueue(value);
                }
            }

            foreach (var item in node.Items.Where(visited.Add))
            {
                waiting.Enqueue(item);
            }
        }
    }

    private static NamedImage? OfValue(YamlNode value)
    {
        if (value.TextOf("repository") is not { Length: > 0 } repository)
        {
            return null;
        }

        var registry = value.TextOf("registry") is { Length: > 0 } host ? host + "/" : "";
        var version = value.TextOf("digest") is { Length: > 0 } digest ? "@" + digest : value.TextOf("tag") is { Length: > 0 } tag ? ":" + tag : "";
        return NamedImage.TryParse(registry + repository + version);
    }
}

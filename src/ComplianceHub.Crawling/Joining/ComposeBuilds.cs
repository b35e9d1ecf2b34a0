using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace ComplianceHub.Crawling.Joining;

/// <summary>An image that a compose file builds here: <c>build</c> and <c>image</c> of one service.</summary>
/// <param name="Repository"><c>domain/path</c> of the image.</param>
/// <param name="Dockerfile">Path in the repository.</param>
internal sealed record ComposeBuild(string Repository, string Dockerfile, string? Target, string File, string Service);

/// <summary>Reads what compose files build, https://github.com/compose-spec/compose-spec/blob/main/build.md.</summary>
internal static class ComposeBuilds
{
    private const int LongestText = 1 << 20;
    private const int DeepestNode = 64;

    /// <summary>All services with both keys; none when the file cannot be read or tries to be clever (aliases, deep nesting).</summary>
    public static ImmutableArray<ComposeBuild> Read(string path, string text)
    {
        if (text.Length > LongestText || !IsPlain(text))
        {
            return [];
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return [.. stream.Documents.Select(d => d.RootNode).OfType<YamlMappingNode>()
                .Select(root => Child(root, "services")).OfType<YamlMappingNode>()
                .SelectMany(services => services.Children)
                .Select(s => ReadService(path, s.Key, s.Value)).OfType<ComposeBuild>()];
        }
        catch (YamlException)
        {
            return [];
        }
    }

    private static ComposeBuild? ReadService(string file, YamlNode name, YamlNode node)
    {
        if (node is not YamlMappingNode service || Text(service, "image") is not { Length: > 0 } image || ImageReference.TryParse(image, out _) is not { } reference)
        {
            return null;
        }

        var (context, dockerfile, target) = Child(service, "build") switch
        {
            YamlScalarNode { Value: { } folder } => (folder, null, null),
            YamlMappingNode build => (Text(build, "context") ?? ".", Text(build, "dockerfile"), Text(build, "target")),
            _ => ((string?)null, (string?)null, (string?)null),
        };
        return context is not null && Combine(file, context, dockerfile ?? "Dockerfile") is { } path
            ? new ComposeBuild(reference.Repository, path, target, file, (name as YamlScalarNode)?.Value ?? "")
            : null;
    }

    // Context is relative to the file, the Dockerfile to the context; nothing outside of the repository.
    private static string? Combine(string file, string context, string dockerfile)
    {
        var parts = new List<string>();
        foreach (var part in $"{Path.GetDirectoryName(file)}/{context}/{dockerfile}".Split('/'))
        {
            if (part == ".." && parts.Count == 0)
            {
                return null;
            }

            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        return context.Contains("://", StringComparison.Ordinal) || context.StartsWith('/') || dockerfile.StartsWith('/') ? null : string.Join('/', parts);
    }

    // The object model expands aliases and recurses: neither is let near it.
    private static bool IsPlain(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            var depth = 0;
            while (parser.MoveNext())
            {
                depth += parser.Current?.NestingIncrease ?? 0;
                if (depth > DeepestNode || parser.Current is AnchorAlias)
                {
                    return false;
                }
            }

            return true;
        }
        catch (YamlException)
        {
            return false;
        }
    }

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string? Text(YamlMappingNode node, string key) => (Child(node, key) as YamlScalarNode)?.Value;
}

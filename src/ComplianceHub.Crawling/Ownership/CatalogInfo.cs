using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ComplianceHub.Crawling.Ownership;

/// <summary>A component of a Backstage catalogue file.</summary>
/// <param name="Owner">The group's name, lower case, or null when it has no owner or a person.</param>
/// <param name="Line">Line of the owner, else of the component, from 1.</param>
public sealed record CatalogComponent(string Name, string? Owner, int Line);

/// <summary>
/// Reads <c>catalog-info.yaml</c>: several documents, of which the components count. Aliases are not expanded; a file beyond the limits or broken
/// gives what stood before that place. https://backstage.io/docs/features/software-catalog/descriptor-format
/// </summary>
public static class CatalogInfo
{
    private const int MaxLength = 1024 * 1024;
    private const int MaxDocuments = 50;
    private const int MaxDepth = 64;

    public static ImmutableArray<CatalogComponent> Read(string text)
    {
        var components = ImmutableArray.CreateBuilder<CatalogComponent>();
        if (text.Length > MaxLength)
        {
            return [];
        }

        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            for (var documents = 0; documents < MaxDocuments && parser.TryConsume<DocumentStart>(out _); documents++)
            {
                if (ReadDocument(parser) is { } component)
                {
                    components.Add(component);
                }
            }
        }
        catch (YamlException)
        {
            // What stood before the broken place counts.
        }

        return components.ToImmutable();
    }

    /// <summary>The group of an entity reference <c>[kind:][namespace/]name</c>; null for a user.</summary>
    public static string? GroupOf(string reference)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && !reference[..colon].Equals("group", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var name = reference[(reference.LastIndexOfAny([':', '/']) + 1)..].Trim().ToLowerInvariant();
        return name.Length is > 0 and <= 63 ? name : null;
    }

    // Walks events and keeps the path of keys: only a few scalars are wanted, and nothing of a document is built.
    private static CatalogComponent? ReadDocument(Parser parser)
    {
        string? kind = null, name = null, owner = null;
        var line = 0;
        var keys = new Stack<string?>();
        string? key = null;
        var isKey = false;
        while (!parser.TryConsume<DocumentEnd>(out _))
        {
            if (parser.Current is null)
            {
                break;
            }

            switch (parser.Consume<ParsingEvent>())
            {
                case MappingStart when keys.Count >= MaxDepth:
                case SequenceStart when keys.Count >= MaxDepth:
                    throw new YamlException("Nested too deeply");
                case MappingStart:
                    keys.Push(key);
                    isKey = true;
                    break;
                case SequenceStart:
                    // "-" marks a sequence: nothing of one is wanted.
                    keys.Push("-");
                    isKey = false;
                    break;
                case MappingEnd or SequenceEnd:
                    keys.Pop();
                    isKey = keys.Count > 0 && keys.Peek() != "-";
                    break;
                case Scalar scalar when isKey:
                    key = scalar.Value;
                    isKey = false;
                    break;
                case Scalar scalar:
                    switch (string.Join('/', keys.Reverse().Skip(1).Append(key)))
                    {
                        case "kind":
                            kind = scalar.Value;
                            line = line == 0 ? (int)scalar.Start.Line : line;
                            break;
                        case "metadata/name":
                            name = scalar.Value;
                            break;
                        case "spec/owner":
                            owner = GroupOf(scalar.Value);
                            line = (int)scalar.Start.Line;
                            break;
                    }

                    isKey = keys.Count > 0 && keys.Peek() != "-";
                    break;
                case AnchorAlias:
                    isKey = keys.Count > 0 && keys.Peek() != "-" && !isKey;
                    break;
            }
        }

        return kind == "Component" && name is not null ? new CatalogComponent(name, owner, Math.Max(1, line)) : null;
    }
}

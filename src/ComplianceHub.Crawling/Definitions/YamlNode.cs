using System.Collections.Immutable;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>A node of a YAML document. An alias is the very node that it names: nothing is copied, so that a small text stays small.</summary>
/// <param name="line">1-based line in the file.</param>
internal sealed class YamlNode(int line)
{
    private const string MergeKey = "<<";
    private readonly List<(string Key, YamlNode Value)> _entries = [];
    private readonly List<YamlNode> _items = [];

    public int Line { get; } = line;

    /// <summary>The text of a scalar; null for everything else.</summary>
    public string? Text { get; init; }

    public bool IsMapping { get; init; }

    /// <summary>The items of a sequence.</summary>
    public IReadOnlyList<YamlNode> Items => _items;

    /// <summary>
    /// The entries of a mapping, merged ones (<c>&lt;&lt;: *common</c>, https://yaml.org/type/merge.html) behind its own, each key once.
    /// </summary>
    public IEnumerable<(string Key, YamlNode Value)> Entries
    {
        get
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            return Layers().SelectMany(n => n._entries).Where(e => e.Key != MergeKey && seen.Add(e.Key));
        }
    }

    /// <summary>The value of a key, looked for in merged mappings, too; null when there is none.</summary>
    public YamlNode? this[string key]
    {
        get
        {
            foreach (var layer in Layers())
            {
                foreach (var entry in layer._entries)
                {
                    if (entry.Key == key)
                    {
                        return entry.Value;
                    }
                }
            }

            return null;
        }
    }

    /// <summary>The value at a path of keys; null when it breaks off.</summary>
    public YamlNode? At(params ReadOnlySpan<string> keys)
    {
        var node = this;
        foreach (var key in keys)
        {
            if (node?[key] is not { } next)
            {
                return null;
            }

            node = next;
        }

        return node;
    }

    /// <summary>The scalar of a key; null when there is none.</summary>
    public string? TextOf(string key) => this[key]?.Text;

    /// <summary>A scalar as one text, a sequence as its scalars.</summary>
    public ImmutableArray<string> Texts => Text is null ? [.. _items.Select(i => i.Text).OfType<string>()] : [Text];

    internal void Add(string key, YamlNode value) => _entries.Add((key, value));

    internal void Add(YamlNode item) => _items.Add(item);

    /// <summary>The mapping and those merged into it, each once, however they refer to each other.</summary>
    private IEnumerable<YamlNode> Layers()
    {
        var visited = new HashSet<YamlNode>(ReferenceEqualityComparer.Instance) { this };
        var waiting = new Queue<YamlNode>([this]);
        while (waiting.TryDequeue(out var node))
        {
            yield return node;
            foreach (var merged in node._entries.Where(e => e.Key == MergeKey).SelectMany(e => e.Value.IsMapping ? [e.Value] : e.Value.Items))
            {
                if (merged.IsMapping && visited.Add(merged))
                {
                    waiting.Enqueue(merged);
                }
            }
        }
    }
}

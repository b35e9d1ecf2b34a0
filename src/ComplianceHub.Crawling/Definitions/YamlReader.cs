using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>
/// Reads YAML that anybody may have written: each document by itself, so that a broken one takes no other with it, and within limits of length, depth,
/// aliases and documents. What is beyond them, or does not parse, is left out without a word: most of it is a template of something else.
/// </summary>
internal static class YamlReader
{
    private const int LongestText = 1 << 20;
    private const int MostDocuments = 250;
    private const int DeepestNode = 64;
    private const int MostAliases = 100;
    private const int MostNodes = 100_000;

    public static ImmutableArray<YamlNode> Read(string text)
    {
        if (text.Length > LongestText)
        {
            return [];
        }

        return [.. Documents(text).Take(MostDocuments).Select(d => ReadDocument(d.Text, d.FirstLine)).OfType<YamlNode>()];
    }

    /// <summary>
    /// Splits at the lines that begin with three hyphens: nothing but a document's start may look like that, be it in the middle of a text,
    /// https://yaml.org/spec/1.2.2/#rule-c-forbidden.
    /// </summary>
    private static IEnumerable<(string Text, int FirstLine)> Documents(string text)
    {
        var start = 0;
        var (line, firstLine) = (1, 1);
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            var content = text.AsSpan(at, end - at);
            if (content.StartsWith("---") && (content.Length == 3 || content[3] is ' ' or '\t' or '\r' or '\n') && at > start)
            {
                yield return (text[start..at], firstLine);
                (start, firstLine) = (at, line);
            }

            at = end;
            line++;
        }

        yield return (text[start..], firstLine);
    }

    private static YamlNode? ReadDocument(string text, int firstLine)
    {
        try
        {
            return Build(new Parser(new StringReader(text)), firstLine - 1);
        }
        catch (YamlException)
        {
            return null;
        }
    }

    private static YamlNode? Build(Parser parser, int linesAbove)
    {
        var open = new Stack<Frame>();
        var anchors = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        var (aliases, nodes) = (0, 0);
        YamlNode? root = null;
        while (parser.MoveNext() && parser.Current is { } now)
        {
            var line = linesAbove + (int)now.Start.Line;
            switch (now)
            {
                case NodeEvent when ++nodes > MostNodes:
                case MappingStart or SequenceStart when open.Count >= DeepestNode:
                    return null;
                case MappingStart start:
                    open.Push(new Frame(new YamlNode(line) { IsMapping = true }, start.Anchor));
                    break;
                case SequenceStart start:
                    open.Push(new Frame(new YamlNode(line), start.Anchor));
                    break;
                case MappingEnd or SequenceEnd:
                    var done = open.Pop();
                    Place(done.Node, done.Anchor);
                    break;
                case Scalar scalar:
                    Place(new YamlNode(line) { Text = scalar.Value }, scalar.Anchor);
                    break;
                case AnchorAlias alias:
                    if (++aliases > MostAliases)
                    {
                        return null;
                    }

                    // A node that is not finished yet may not be in itself.
                    Place(anchors.GetValueOrDefault(alias.Value.Value) ?? new YamlNode(line) { Text = "" }, default);
                    break;
            }
        }

        return root;

        void Place(YamlNode node, AnchorName anchor)
        {
            if (!anchor.IsEmpty)
            {
                anchors[anchor.Value] = node;
            }

            if (!open.TryPeek(out var parent))
            {
                root ??= node;
            }
            else if (!parent.Node.IsMapping)
            {
                parent.Node.Add(node);
            }
            else if (parent.HasKey)
            {
                parent.HasKey = false;
                if (parent.Key is { } key)
                {
                    parent.Node.Add(key, node);
                }
            }
            else
            {
                // A key that is no plain text is nobody's.
                (parent.HasKey, parent.Key) = (true, node.Text);
            }
        }
    }

    private sealed class Frame(YamlNode node, AnchorName anchor)
    {
        public YamlNode Node { get; } = node;

        public AnchorName Anchor { get; } = anchor;

        public bool HasKey { get; set; }

        public string? Key { get; set; }
    }
}

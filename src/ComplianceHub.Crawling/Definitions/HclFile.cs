using System.Collections.Immutable;
using System.Text.Json;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>A value that is worked out when it is asked for, with what is known of variables.</summary>
internal delegate HclValue HclAttribute(Func<string, HclValue> variables);

/// <param name="Type">For instance <c>target</c>.</param>
/// <param name="Name">The first label; empty when there is none.</param>
/// <param name="Line">1-based.</param>
internal sealed record HclBlock(string Type, string Name, int Line, ImmutableDictionary<string, HclAttribute> Attributes);

/// <summary>The blocks and the attributes at the top of a bake file, from HCL or from JSON. Blocks inside of blocks are not looked at.</summary>
internal sealed record HclFile(ImmutableArray<HclBlock> Blocks, ImmutableDictionary<string, HclAttribute> Attributes)
{
    private const int LongestText = 1 << 20;
    private const int DeepestJson = 64;

    public static HclFile Empty { get; } = new([], ImmutableDictionary<string, HclAttribute>.Empty);

    /// <summary>Never fails: what cannot be understood is left out.</summary>
    public static HclFile Read(string path, string text)
    {
        if (text.Length > LongestText)
        {
            return Empty;
        }

        try
        {
            return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? FromJson(text) : new HclFileReader(HclLexer.Read(text)).Read();
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    // https://github.com/hashicorp/hcl/blob/main/json/spec.md: an object a type of block, in it an object a label.
    private static HclFile FromJson(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestJson, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var blocks = ImmutableArray.CreateBuilder<HclBlock>();
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            foreach (var type in document.RootElement.EnumerateObject().Where(t => t.Value.ValueKind == JsonValueKind.Object))
            {
                blocks.AddRange(type.Value.EnumerateObject().Where(b => b.Value.ValueKind == JsonValueKind.Object).Select(b => new HclBlock(
                    type.Name, b.Name, 1, b.Value.EnumerateObject().DistinctBy(a => a.Name).ToImmutableDictionary(a => a.Name, a => Attribute(a.Value), StringComparer.Ordinal))));
            }
        }

        return new HclFile(blocks.ToImmutable(), ImmutableDictionary<string, HclAttribute>.Empty);
    }

    private static HclAttribute Attribute(JsonElement element)
    {
        // The document is thrown away before the value is asked for.
        var kept = element.Clone();
        return variables => Value(kept, variables);
    }

    private static HclValue Value(JsonElement element, Func<string, HclValue> variables) => element.ValueKind switch
    {
        JsonValueKind.String => new HclValue.Scalar(HclExpression.Fill(element.GetString() ?? "", variables)),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => new HclValue.Scalar(element.GetRawText()),
        JsonValueKind.Array => new HclValue.Array([.. element.EnumerateArray().Select(e => Value(e, variables))]),
        JsonValueKind.Object => new HclValue.Object(
            element.EnumerateObject().DistinctBy(m => m.Name).ToImmutableDictionary(m => m.Name, m => Value(m.Value, variables), StringComparer.Ordinal)),
        _ => new HclValue.Null(),
    };
}

/// <summary>Reads the blocks of an HCL file.</summary>
internal sealed class HclFileReader(ImmutableArray<HclToken> tokens)
{
    private int _at;

    private HclToken Current => tokens[_at];

    public HclFile Read()
    {
        var blocks = ImmutableArray.CreateBuilder<HclBlock>();
        var attributes = ImmutableDictionary.CreateBuilder<string, HclAttribute>(StringComparer.Ordinal);
        while (Current.Kind != HclTokenKind.End)
        {
            if (Current.Kind != HclTokenKind.Word)
            {
                _at++;
                continue;
            }

            var (type, line) = (Current.Text, Current.Line);
            _at++;
            if (Is("="))
            {
                attributes[type] = ReadAttribute();
                continue;
            }

            var labels = ReadLabels();
            if (Is("{"))
            {
                blocks.Add(new HclBlock(type, labels, line, ReadBody()));
            }
        }

        return new HclFile(blocks.ToImmutable(), attributes.ToImmutable());
    }

    private string ReadLabels()
    {
        string? first = null;
        while (Current.Kind is HclTokenKind.Template or HclTokenKind.Word)
        {
            first ??= Current.Text;
            _at++;
        }

        return first ?? "";
    }

    private ImmutableDictionary<string, HclAttribute> ReadBody()
    {
        var attributes = ImmutableDictionary.CreateBuilder<string, HclAttribute>(StringComparer.Ordinal);
        _at++;
        while (!Is("}") && Current.Kind != HclTokenKind.End)
        {
            var name = Current;
            _at++;
            if (name.Kind == HclTokenKind.Word && Is("="))
            {
                attributes[name.Text] = ReadAttribute();
            }
            else if (name is { Kind: HclTokenKind.Symbol, Text: "{" })
            {
                // A block inside of the block.
                for (var open = 1; open > 0 && Current.Kind != HclTokenKind.End; _at++)
                {
                    open += Is("{") ? 1 : Is("}") ? -1 : 0;
                }
            }
        }

        _at += Is("}") ? 1 : 0;
        return attributes.ToImmutable();
    }

    /// <summary>The tokens up to the end of the line that no bracket holds open.</summary>
    private HclAttribute ReadAttribute()
    {
        var start = ++_at;
        for (var open = 0; Current.Kind != HclTokenKind.End; _at++)
        {
            if (open == 0 && (Current.Kind == HclTokenKind.NewLine || Is("}")))
            {
                break;
            }

            open += Current.Kind != HclTokenKind.Symbol ? 0 : Current.Text is "(" or "[" or "{" ? 1 : Current.Text is ")" or "]" or "}" ? -1 : 0;
        }

        ImmutableArray<HclToken> expression = [.. tokens.AsSpan(start, _at - start), new HclToken(HclTokenKind.End, "", Current.Line)];
        return variables => HclExpression.Evaluate(expression, variables);
    }

    private bool Is(string symbol) => Current.Kind == HclTokenKind.Symbol && Current.Text == symbol;
}

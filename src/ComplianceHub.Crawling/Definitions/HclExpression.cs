using System.Collections.Immutable;
using System.Text;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>
/// Reads expressions of a bake file: texts with <c>${…}</c>, variables, lists, objects and choices between them. Calls and calculations are skipped and
/// not known.
/// </summary>
/// <param name="variables">What is known by name; a variable that is read while it is being made is not known.</param>
internal sealed class HclExpression(ImmutableArray<HclToken> tokens, Func<string, HclValue> variables, int depth = 0)
{
    private const int Deepest = 32;
    private const int LongestText = 4_096;
    private int _at;

    public HclToken Current => tokens[_at];

    public static HclValue Evaluate(ImmutableArray<HclToken> tokens, Func<string, HclValue> variables) => new HclExpression(tokens, variables).Whole();

    /// <summary>A quoted template with what is known put in.</summary>
    public static string Fill(string template, Func<string, HclValue> variables, int depth = 0)
    {
        var text = new StringBuilder(template.Length);
        for (var at = 0; at < template.Length;)
        {
            // Texts that hold each other twice double with every one.
            if (text.Length > LongestText)
            {
                return Placeholders.Unknown.ToString();
            }

            var next = at + 1 < template.Length ? template[at + 1] : '\0';
            if (template[at] == '\\' && next != '\0')
            {
                text.Append(next switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => next });
                at += 2;
            }
            else if (template[at] is '$' or '%' && next == template[at] && at + 2 < template.Length && template[at + 2] == '{')
            {
                // "$${" is a dollar and a brace.
                text.Append(template[at]).Append('{');
                at += 3;
            }
            else if (template[at] is '$' or '%' && next == '{')
            {
                var end = Close(template, at + 2);
                var value = template[at] == '%' || depth >= Deepest
                    ? null
                    : new HclExpression(HclLexer.Read(template[(at + 2)..end].Replace("\\\"", "\"", StringComparison.Ordinal)), variables, depth + 1).Whole().Text;
                value ??= Placeholders.Unknown.ToString();

                // Unknown twice is no more than unknown.
                text.Append(value.StartsWith(Placeholders.Unknown) && text.Length > 0 && text[^1] == Placeholders.Unknown ? value[1..] : value);
                at = Math.Min(template.Length, end + 1);
            }
            else
            {
                text.Append(template[at++]);
            }
        }

        return text.Length > LongestText ? Placeholders.Unknown.ToString() : text.ToString();
    }

    private HclValue Whole()
    {
        var value = Choice(depth);
        SkipLines();
        return Current.Kind == HclTokenKind.End ? value : HclValue.Nothing;
    }

    /// <summary><c>a ? b : c</c>: without running the build nobody knows which, unless both are the same.</summary>
    private HclValue Choice(int level)
    {
        var value = Operand(level);
        if (!Is("?"))
        {
            return value;
        }

        _at++;
        var yes = level < Deepest ? Choice(level + 1) : HclValue.Nothing;
        if (!Is(":"))
        {
            return HclValue.Nothing;
        }

        _at++;
        var no = level < Deepest ? Choice(level + 1) : HclValue.Nothing;
        return yes.Text is { } text && text == no.Text ? yes : HclValue.Nothing;
    }

    private HclValue Operand(int level)
    {
        if (level >= Deepest)
        {
            _at = tokens.Length - 1;
            return HclValue.Nothing;
        }

        var value = Simple(level);

        // Whatever goes on behind it (a call, an index, a calculation) makes it something else.
        var isMore = false;
        while (Current.Kind is not (HclTokenKind.NewLine or HclTokenKind.End) && Current.Text is not ("," or "]" or "}" or ")" or "?" or ":"))
        {
            isMore = true;
            if (Current.Text is "(" or "[" or "{")
            {
                SkipBrackets();
            }
            else
            {
                _at++;
            }
        }

        return isMore ? HclValue.Nothing : value;
    }

    private HclValue Simple(int level)
    {
        var token = Current;
        if (token.Kind == HclTokenKind.Template)
        {
            _at++;
            return new HclValue.Scalar(Fill(token.Text, variables, level));
        }

        if (token.Kind == HclTokenKind.Word)
        {
            _at++;
            return token.Text switch
            {
                "null" => new HclValue.Null(),
                "true" or "false" => new HclValue.Scalar(token.Text),
                var text when char.IsDigit(text[0]) => new HclValue.Scalar(text),
                var name => Member(variables(name)),
            };
        }

        return token.Text switch
        {
            "[" => List(level),
            "{" => Object(level),
            "(" => Parentheses(level),
            _ => HclValue.Nothing,
        };
    }

    /// <summary><c>item.name</c>, as far as it goes.</summary>
    private HclValue Member(HclValue value)
    {
        while (Is(".") && tokens[_at + 1].Kind == HclTokenKind.Word)
        {
            value = value is HclValue.Object members && members.Members.TryGetValue(tokens[_at + 1].Text, out var member) ? member : HclValue.Nothing;
            _at += 2;
        }

        return value;
    }

    private HclValue Parentheses(int level)
    {
        _at++;
        SkipLines();
        var value = Choice(level + 1);
        SkipLines();
        _at += Is(")") ? 1 : 0;
        return value;
    }

    private HclValue.Array List(int level)
    {
        var items = ImmutableArray.CreateBuilder<HclValue>();
        _at++;
        for (SkipLines(); !Is("]") && Current.Kind != HclTokenKind.End; SkipLines())
        {
            var before = _at;
            items.Add(Choice(level + 1));
            SkipLines();
            _at += Is(",") || _at == before ? 1 : 0;
        }

        _at += Is("]") ? 1 : 0;
        return new HclValue.Array(items.ToImmutable());
    }

    private HclValue.Object Object(int level)
    {
        var members = ImmutableDictionary.CreateBuilder<string, HclValue>(StringComparer.Ordinal);
        _at++;
        for (SkipLines(); !Is("}") && Current.Kind != HclTokenKind.End; SkipLines())
        {
            var before = _at;
            var key = Current.Text;
            _at++;
            if (Is("=") || Is(":"))
            {
                _at++;
                members[key] = Choice(level + 1);
            }

            SkipLines();
            _at += Is(",") || _at == before ? 1 : 0;
        }

        _at += Is("}") ? 1 : 0;
        return new HclValue.Object(members.ToImmutable());
    }

    private void SkipBrackets()
    {
        var open = 0;
        do
        {
            open += Current.Kind != HclTokenKind.Symbol ? 0 : Current.Text is "(" or "[" or "{" ? 1 : Current.Text is ")" or "]" or "}" ? -1 : 0;
            _at++;
        }
        while (open > 0 && Current.Kind != HclTokenKind.End);
    }

    private void SkipLines()
    {
        while (Current.Kind == HclTokenKind.NewLine)
        {
            _at++;
        }
    }

    private bool Is(string symbol) => Current.Kind == HclTokenKind.Symbol && Current.Text == symbol;

    private static int Close(string text, int at)
    {
        var quoted = false;
        for (var open = 1; at < text.Length; at++)
        {
            quoted ^= text[at] == '"';
            open += quoted ? 0 : text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
            if (open == 0)
            {
                break;
            }
        }

        return at;
    }
}

using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Grading.Rules.BaseImages;

/// <summary>Writes the digest that a registry gave for a tag behind the image's name, where the name is written: in FROM, in a flag, or as an argument's default.</summary>
internal static class PinFix
{
    /// <summary>Nothing when no digest is known, or when only a part of the name is written in one place: the digest would hold for one value of a variable.</summary>
    public static ImmutableArray<TextEdit> Of(ImageUse use, RuleContext context)
    {
        if (use.Reference is not { Digest: null } reference || context.FindBase(reference)?.Digest is not { } digest)
        {
            return [];
        }

        var file = use.User.File;
        var written = file.Text.Substring(use.Span.Start, use.Span.Length);
        var end = use.Kind switch
        {
            ImageUseKind.MountFrom => EndOfMount(written, use.Written),
            _ => EndOfName(written, use.Written),
        };
        if (end >= 0)
        {
            return [new(new(use.Span.Start + end, 0), "@" + digest)];
        }

        return use.Kind == ImageUseKind.From && DefaultOf(file, written) is { } place ? [new(new(place, 0), "@" + digest)] : [];
    }

    /// <summary>Behind the name, before a closing quote.</summary>
    private static int EndOfName(string written, string name)
    {
        var bare = written.TrimEnd('"', '\'');
        return !written.Contains('$', StringComparison.Ordinal) && bare.EndsWith(name, StringComparison.Ordinal) ? bare.Length : -1;
    }

    private static int EndOfMount(string written, string name)
    {
        var start = written.IndexOf("from=" + name, StringComparison.Ordinal);
        var end = start + "from=".Length + name.Length;
        return start > 0 && written[start - 1] is ',' or '=' && (end == written.Length || written[end] is ',' or '"') ? end : -1;
    }

    /// <summary>The end of the default of the global argument that is the whole name.</summary>
    private static int? DefaultOf(Dockerfile file, string written)
    {
        var name = written is ['$', '{', .., '}'] ? written[2..^1] : written is ['$', ..] ? written[1..] : "";
        var declarations = file.GlobalArgs.SelectMany(a => a.Declarations).Where(d => d.Key == name).ToList();
        return declarations is [{ Default: { Length: > 0 } value, DefaultSpan: { } span }] && !value.Contains('$', StringComparison.Ordinal) && EndOfName(file.Text.Substring(span.Start, span.Length), value) is >= 0 and var end
            ? span.Start + end : null;
    }
}

using System.Text;

namespace ComplianceHub.TestKit.Fuzzing;

/// <summary>Makes broken Dockerfiles out of real ones: bytes, lines, whole instructions, splices. The same seed makes the same ones.</summary>
/// <param name="seeds">Texts as they lie on disk.</param>
public sealed class DockerfileMutator(IReadOnlyList<byte[]> seeds)
{
    private const int Longest = 6_000;

    private static readonly byte[][] s_pieces = [.. new[]
    {
        "FROM ", "FROM scratch\n", "FROM a:latest AS b\n", "FROM --platform=$BUILDPLATFORM ${BASE:-debian:12} AS x\n", "ARG A=b\n", "ARG A\n", "ENV A=b C=\"d e\"\n", "ENV A b c\n", "LABEL a=b\n", "USER root\n",
        "USER ${U:-0}\n", "COPY --from=b --chown=a:b x y z/\n", "COPY --from=0 . .\n", "ADD https://example.com/x.tgz /\n", "ONBUILD RUN a\n", "HEALTHCHECK NONE\n", "HEALTHCHECK CMD curl x\n", "SHELL [\"bash\", \"-c\"]\n",
        "RUN apt-get update && apt-get install -y curl\n", "RUN <<EOF\n", "EOF\n", "RUN --mount=type=secret,id=x cat /run/secrets/x\n", "CMD [\"a\", 1]\n", "CMD a | b\n", "EXPOSE 80/tcp 22\n", "WORKDIR a\n", "# escape=`\n",
        "# syntax=docker/dockerfile:1\n", "# check=skip=all;error=true\n", "# hadolint ignore=DL3008,SC2086\n", "# compliancehub ignore=apt-pin until=2030-01-01 x\n", "#checkov:skip=CKV_DOCKER_2:x\n",
        "\\\n", "`\n", " \\ \n", "\r\n", "\n\n", "<<-'E F'", "3<<X", "${A:+${B%%*}}", "${", "$((1<<2))", "$(", "`", "'", "\"", "\\", "&& \\\n", "| sh", "; then ", "fi;", "case x in a) b;; esac", "{ ", "}", "[", "]", "#", "=", "@sha256:",
        "\u00a0", "\u0085", "\u2028", "\ufeff", "\ud83d\ude00", "\0", "\v", "password=hunter2", "AKIAIOSFODNN7EXAMPLE",
    }.Select(Encoding.UTF8.GetBytes)];

    public byte[] Next(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var text = Part(seeds[random.Next(seeds.Count)], random);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            Mutate(text, random);
        }

        return [.. text.Count > Longest ? text.GetRange(0, Longest) : text];
    }

    /// <summary>From the start of a line, so that the long ones are read in their middle as well.</summary>
    private static List<byte> Part(byte[] seed, Random random)
    {
        if (seed.Length <= Longest / 2)
        {
            return [.. seed];
        }

        var from = random.Next(3) == 0 ? random.Next(seed.Length - (Longest / 2)) : 0;
        while (from > 0 && seed[from - 1] != '\n')
        {
            from--;
        }

        return [.. seed.AsSpan(from, Math.Min(seed.Length - from, random.Next(Longest / 4, Longest / 2))).ToArray()];
    }

    private void Mutate(List<byte> text, Random random)
    {
        var at = random.Next(text.Count + 1);
        switch (random.Next(8))
        {
            case 0 when text.Count > 0:
                text[at % text.Count] = (byte)random.Next(256);
                break;
            case 1:
                text.Insert(at, (byte)random.Next(256));
                break;
            case 2:
                text.RemoveRange(at, Math.Min(text.Count - at, random.Next(1, 40)));
                break;
            case 3:
                text.InsertRange(at, s_pieces[random.Next(s_pieces.Length)]);
                break;
            case 4:
                text.InsertRange(LineStart(text, at), s_pieces[random.Next(s_pieces.Length)]);
                break;
            case 5:
                var line = Line(text, at);
                text.InsertRange(LineStart(text, random.Next(text.Count + 1)), line);
                break;
            case 6:
                var (start, length) = (LineStart(text, at), Line(text, at).Count);
                text.RemoveRange(start, length);
                break;
            default:
                var other = seeds[random.Next(seeds.Count)];
                var from = random.Next(other.Length + 1);
                text.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, random.Next(1, 400))).ToArray());
                break;
        }
    }

    private static List<byte> Line(List<byte> text, int at)
    {
        var start = LineStart(text, at);
        var end = text.IndexOf((byte)'\n', start);
        return text.GetRange(start, (end < 0 ? text.Count : end + 1) - start);
    }

    private static int LineStart(List<byte> text, int at)
    {
        return at == 0 ? 0 : text.LastIndexOf((byte)'\n', at - 1) + 1;
    }
}

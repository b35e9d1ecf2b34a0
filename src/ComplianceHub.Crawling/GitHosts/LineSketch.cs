namespace ComplianceHub.Crawling.GitHosts;

/// <summary>A text as the bytes that each distinct line has in it: enough to say how alike two texts are without keeping them.</summary>
internal sealed class LineSketch
{
    private readonly Dictionary<long, int> _bytesByLine = [];
    private readonly int _length;

    public LineSketch(ReadOnlySpan<byte> content)
    {
        _length = content.Length;
        while (!content.IsEmpty)
        {
            var end = content.IndexOf((byte)'\n');
            var line = end < 0 ? content : content[..(end + 1)];
            var hash = Hash(line);
            _bytesByLine[hash] = _bytesByLine.GetValueOrDefault(hash) + line.Length;
            content = content[line.Length..];
        }
    }

    /// <summary>The share of the larger text that both have, 0–100, as git's rename detection counts it.</summary>
    public int Likeness(LineSketch other)
    {
        var longer = Math.Max(_length, other._length);
        if (longer == 0)
        {
            return 100;
        }

        long shared = 0;
        foreach (var (line, bytes) in _bytesByLine)
        {
            shared += Math.Min(bytes, other._bytesByLine.GetValueOrDefault(line));
        }

        return (int)(shared * 100 / longer);
    }

    // FNV-1a
    private static long Hash(ReadOnlySpan<byte> line)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in line)
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return unchecked((long)hash);
    }
}

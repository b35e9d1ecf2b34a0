namespace ComplianceHub.Dockerfiles;

/// <summary>A half-open range of UTF-16 offsets in the text of a Dockerfile.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TextSpan FromBounds(int start, int end) => new(start, end - start);
}

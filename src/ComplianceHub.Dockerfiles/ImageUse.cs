namespace ComplianceHub.Dockerfiles;

/// <summary>Which kind of instruction takes something from an image or a stage.</summary>
public enum ImageUseKind
{
    /// <summary><c>FROM image</c></summary>
    From,

    /// <summary><c>COPY --from=image</c></summary>
    CopyFrom,

    /// <summary><c>RUN --mount=…,from=image</c></summary>
    MountFrom,
}

/// <summary>A place that names an image or another stage.</summary>
/// <param name="Kind">By what.</param>
/// <param name="User">The stage that needs it.</param>
/// <param name="Instruction">The instruction, for ONBUILD the one inside.</param>
/// <param name="Span">The image of FROM, the flag of COPY and RUN.</param>
/// <param name="Written">The name, expanded where BuildKit expands it and all is known.</param>
public sealed record ImageUse(ImageUseKind Kind, Stage User, Instruction Instruction, TextSpan Span, string Written)
{
    /// <summary>The stage of this file that is meant, or null.</summary>
    public Stage? Stage { get; init; }

    /// <summary>The image that is pulled; null for a stage, for scratch and when it cannot be known.</summary>
    public ImageReference? Reference { get; init; }

    /// <summary>Why neither stage nor image is known; null otherwise.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether it is <c>scratch</c>, which is no image.</summary>
    public bool IsScratch { get; init; }

    /// <summary>Whether it happens only in stages built on this one.</summary>
    public bool IsTrigger { get; init; }

    /// <summary>Whether an image is pulled from outside of the file, known or not.</summary>
    public bool IsExternal => Stage is null && !IsScratch;
}

namespace ComplianceHub.Storage.Entities;

/// <summary>What the rules answered for an Image in its newest grading, as <see cref="Grading.Scoring.ResultRecord"/> writes it: previews of policies calculate from it.</summary>
public sealed class ImageResult
{
    public long ImageId { get; init; }

    public Image? Image { get; init; }

    public required byte[] Record { get; set; }
}

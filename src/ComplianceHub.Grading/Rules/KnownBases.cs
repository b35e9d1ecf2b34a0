using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Grading.Rules;

/// <summary>The dated table of well-known base images: user, family, whether build tools ship, each with its source.</summary>
public static class KnownBases
{
    public static BaseImageFacts? Find(ImageReference reference) => throw new NotImplementedException();
}

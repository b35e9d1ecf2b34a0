using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Storage.Grades;

/// <summary>What is known of other things than an Image itself, and yet decides how it is graded.</summary>
/// <param name="Bases">What crawled registries say of bases.</param>
/// <param name="Origins">Where bases in crawled registries come from.</param>
/// <param name="Usages">Which files run which Image.</param>
/// <param name="Waivers">What is waived for which Image.</param>
internal sealed record Surroundings(CrawledBases Bases, BaseOrigins Origins, NamedUsages Usages, ImageWaivers Waivers)
{
    public static async Task<Surroundings> LoadAsync(
        HubDbContext context, ShippedReader shipped, GradedTags tags, IReadOnlyCollection<GradeWork> work, DateTime now, CancellationToken cancellationToken) => new(
            await CrawledBases.LoadAsync(context, shipped, tags, work.SelectMany(w => w.Bases), DateOnly.FromDateTime(now), cancellationToken),
            await BaseOrigins.LoadAsync(context, work.SelectMany(w => w.BaseRepositories), cancellationToken),
            await NamedUsages.LoadAsync(context, cancellationToken),
            await ImageWaivers.LoadAsync(context, now, cancellationToken));

    /// <summary>Changes when anything changes that the judgement of the Image's Dockerfile alone rests on.</summary>
    public string DeclaredStampOf(GradeWork work) => $"{Bases.StampOf(work.Bases)}|{Origins.StampOf(work.BaseRepositories)}";

    /// <summary>The subject as the grader sees it.</summary>
    public GradingSubject SubjectOf(GradeWork work, BuildTargetFacts? declared, ImageFacts? shipped) => new(declared, shipped, Bases.Of(work.Bases))
    {
        BaseOrigins = Origins.Of(work.BaseRepositories),
        Usages = [.. Usages.Of(work.ImageId)],
    };

    /// <summary>Changes when anything changes that the judgement of the Image rests on; waivers decide nothing about that.</summary>
    public string StampOf(GradeWork work) => $"{DeclaredStampOf(work)}|{Usages.StampOf(work.ImageId)}";
}

using System.Collections.Immutable;
using System.Globalization;
using ComplianceHub.Grading.Waivers;
using ComplianceHub.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace ComplianceHub.Storage.Grades;

/// <summary>The register as grading sees it: which waivers reach which Image, at any moment.</summary>
internal sealed class ImageWaivers
{
    private readonly WaiverRegister _register;
    private readonly ILookup<long, long> _joinedInto;
    private readonly Dictionary<int, Waiver> _byId;
    private readonly DateTime _now;

    private ImageWaivers(IReadOnlyCollection<Waiver> approved, ILookup<long, long> joinedInto, DateTime now)
    {
        _register = new WaiverRegister(approved.Where(w => w.DecidedAt is not null).Select(w => w.Terms(w.DecidedAt ?? default)));
        _byId = approved.ToDictionary(w => w.Id);
        _joinedInto = joinedInto;
        _now = now;
    }

    public static async Task<ImageWaivers> LoadAsync(HubDbContext context, DateTime now, CancellationToken cancellationToken)
    {
        var approved = await context.Waivers.AsNoTracking().Where(w => w.Decision == WaiverDecision.Approved).ToListAsync(cancellationToken);
        var joined = approved.Count == 0 ? [] : await context.Images.Where(i => i.MergedIntoId != null).Select(i => new { i.Id, i.MergedIntoId }).ToListAsync(cancellationToken);
        return new ImageWaivers(approved, joined.ToLookup(i => i.MergedIntoId ?? 0, i => i.Id), now);
    }

    /// <summary>The waivers in force for an Image at the moment of this grading.</summary>
    public ImmutableArray<WaiverTerms> Of(GradeWork work) => At(work, _now);

    /// <summary>Those that were in force for it at another moment.</summary>
    public ImmutableArray<WaiverTerms> At(GradeWork work, DateTime at) => _byId.Count == 0 ? [] : _register.InForce(
        new WaivedImage([.. Family(work.ImageId)], work.TeamId, work.Declared is { } declared ? $"{declared.Repository}/{declared.Path}" : null), at);

    /// <summary>Changes when the waivers in force do.</summary>
    public string StampOf(GradeWork work) => string.Join(',', Of(work).Select(w => w.Id.ToString(CultureInfo.InvariantCulture)));

    public Waiver Find(int id) => _byId[id];

    /// <summary>The Image and those that were joined into it.</summary>
    private IEnumerable<long> Family(long image) => _joinedInto[image].SelectMany(Family).Prepend(image);
}

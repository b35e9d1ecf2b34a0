using ComplianceHub.Grading.Rules;
using ComplianceHub.Storage.Queries;

namespace ComplianceHub.Web.Components.Controls;

/// <summary>How a base stands to the end of its maintenance.</summary>
public enum Maintenance
{
    /// <summary>Nothing says when it ends.</summary>
    Unknown,

    /// <summary>It has no end: its newest version is the maintained one.</summary>
    Rolling,
    Later,

    /// <summary>It ends within 90 days.</summary>
    Soon,
    Past,
}

/// <summary>Ends of maintenance in words.</summary>
public static class Maintained
{
    private const int SoonDays = 90;

    public static Maintenance Of(BaseLifetime? lifetime, DateOnly today)
    {
        return lifetime switch
        {
            { EndsOn: { } end } when end < today => Maintenance.Past,
            { EndsOn: { } end } when end <= today.AddDays(SoonDays) => Maintenance.Soon,
            { EndsOn: not null } => Maintenance.Later,
            { IsRolling: true } => Maintenance.Rolling,
            _ => Maintenance.Unknown,
        };
    }

    /// <summary><c>end of life 30 Jun 2028</c>.</summary>
    public static string Words(BaseLifetime? lifetime, DateOnly today)
    {
        return Of(lifetime, today) switch
        {
            Maintenance.Rolling => "rolling, no end of life",
            Maintenance.Unknown => "end of life not known",
            _ => $"end of life {Display.Date(lifetime?.EndsOn ?? today)}",
        };
    }
}

/// <summary>The picture of who stands on what: upstream, bases, teams, and ribbons as wide as their Images are many.</summary>
/// <param name="Upstream">Empty where the organisation builds no bases of its own.</param>
public sealed record BaseFlowData(
    IReadOnlyList<BaseFlowData.Box> Upstream, IReadOnlyList<BaseFlowData.Box> Bases, IReadOnlyList<BaseFlowData.Box> Teams,
    IReadOnlyList<BaseFlowData.Ribbon> FromUpstream, IReadOnlyList<BaseFlowData.Ribbon> ToTeams, int Height)
{
    /// <summary>Height of a box in px.</summary>
    public const int BoxHeight = 52;

    private const int Slot = 62;
    private const int TeamSlot = 46;
    private const int MostBases = 6;
    private const int MostTeams = 6;
    private const double WidestRibbon = 34;

    public static BaseFlowData Of(BaseInventory inventory, DateOnly today)
    {
        var bases = BasesOf(inventory);
        var teams = TeamsOf(inventory);
        var upstream = bases.Where(b => b.On is not null).GroupBy(b => b.On ?? "", StringComparer.Ordinal)
            .Select(g => new Upper(g.First().Rows[0].Upstream ?? g.First().Rows[0], g.Sum(b => b.Images))).OrderByDescending(u => u.Images).ToList();
        var order = upstream.Select((u, i) => (u.Row.Reference, i)).ToDictionary(u => u.Reference, u => u.i, StringComparer.Ordinal);
        bases = [.. bases.OrderBy(b => b.On is null ? int.MaxValue : order[b.On]).ThenBy(b => b.Rows.Count > 1 && !b.IsStraight).ThenBy(b => b.IsStraight).ThenByDescending(b => b.Images)];
        var height = Math.Max(bases.Count * Slot, Math.Max(upstream.Count * Slot, teams.Count * TeamSlot)) - (Slot - BoxHeight);
        var scale = WidestRibbon / Math.Max(1, bases.Select(b => b.Images).DefaultIfEmpty(0).Max());
        var middles = Spread(bases.Count, height);
        var uppers = Below(upstream.Select(u => bases.Select((b, i) => (b, i)).Where(b => b.b.On == u.Row.Reference).Average(b => middles[b.i])), height);
        var rights = Spread(teams.Count, height);
        var fromUpstream = new List<Ribbon>();
        var toTeams = new List<Ribbon>();
        var left = new Stack(uppers, [.. upstream.Select(u => u.Images)], scale);
        var right = new Stack(rights, [.. teams.Select(t => bases.Sum(b => b.Of(t)))], scale);
        for (var i = 0; i < bases.Count; i++)
        {
            var (b, tone) = (bases[i], bases[i].ToneOf(today));
            if (b.On is not null)
            {
                fromUpstream.Add(new Ribbon(left.Take(order[b.On], b.Images), middles[i] - (b.Images * scale / 2), b.Images * scale, tone, $"{b.Title}: {Display.Count(b.Images, "image")}"));
            }

            var out_ = middles[i] - (b.Images * scale / 2);
            for (var t = 0; t < teams.Count; t++)
            {
                if (b.Of(teams[t]) is > 0 and var images)
                {
                    toTeams.Add(new Ribbon(out_, right.Take(t, images), images * scale, tone, $"{b.Title} under {teams[t].Name}: {Display.Count(images, "image")}"));
                    out_ += images * scale;
                }
            }
        }

        return new BaseFlowData(
            [.. upstream.Select((u, i) => new Box(uppers[i], ShortOf(u.Row), u.Row.Reference, Maintained.Words(u.Row.Lifetime, today), null, null, ToneOf(Maintained.Of(u.Row.Lifetime, today))))],
            [.. bases.Select((b, i) => new Box(middles[i], b.Title, b.Rows.Count == 1 ? b.Rows[0].Reference : b.Title, b.Note(today), b.Href, b.Rows.Count == 1 ? b.Rows[0].Own : null, b.ToneOf(today)))],
            [.. teams.Select((t, i) => new Box(rights[i], t.Name, t.Name, Display.Count(bases.Sum(b => b.Of(t)), "image"), t.Slug is null ? null : HubUrls.Team(t.Slug), null, Tone.Plain))],
            fromUpstream, toTeams, height);
    }

    /// <summary>Own bases one by one; what is pulled straight from elsewhere by its registry, unless there are no own ones.</summary>
    private static List<Middle> BasesOf(BaseInventory inventory)
    {
        var rows = inventory.Rows.Where(r => r.Shipped > 0).ToList();
        var own = rows.Where(r => r.IsOwn).ToList();
        var single = (own.Count > 0 ? own : rows).OrderByDescending(r => r.Shipped).Take(MostBases).ToList();
        var rest = rows.Except(single).ToList();
        List<Middle> middles = [.. single.Select(r => new Middle(ShortOf(r), [r], own.Count > 0 ? r.Upstream?.Reference : null, own.Count > 0 && !r.IsOwn))];
        if (own.Count > 0)
        {
            middles.AddRange(rest.Where(r => !r.IsOwn && !r.IsScratch).GroupBy(r => r.Registry).OrderByDescending(g => g.Sum(r => r.Shipped)).Take(2)
                .Select(g => new Middle($"Straight from {g.Key}", [.. g], null, true)));
            rest = [.. rest.Except(middles.SelectMany(m => m.Rows))];
        }

        if (rest.Count > 0)
        {
            middles.Add(new Middle(Display.Count(rest.Count, "other base"), rest, null, false));
        }

        return middles;
    }

    private static List<Team> TeamsOf(BaseInventory inventory)
    {
        var images = inventory.Rows.SelectMany(r => r.ByTeam).GroupBy(t => t.Key).Select(g => (Id: g.Key, Images: g.Sum(t => t.Value))).OrderByDescending(t => t.Images).ToList();
        var shown = images.Where(t => t.Id != 0).Take(MostTeams).ToList();
        List<Team> teams = [.. shown.Select(t => new Team(inventory.Teams[t.Id].Name, inventory.Teams[t.Id].Slug, [t.Id]))];
        if (images.Where(t => t.Id != 0).Skip(MostTeams).Select(t => t.Id).ToHashSet() is { Count: > 0 } others)
        {
            teams.Add(new Team(Display.Count(others.Count, "other team"), null, others));
        }

        if (images.Any(t => t.Id == 0))
        {
            teams.Add(new Team("Unowned", null, [0]));
        }

        return teams;
    }

    /// <summary>Without the registry, which the boxes have no room for.</summary>
    private static string ShortOf(BaseImageRow row)
    {
        return row.Reference.StartsWith(row.Registry + "/", StringComparison.Ordinal) ? row.Reference[(row.Registry.Length + 1)..] : row.Reference;
    }

    private static Tone ToneOf(Maintenance maintenance)
    {
        return maintenance is Maintenance.Past or Maintenance.Soon ? Tone.Ending : Tone.Plain;
    }

    /// <summary>The centres of so many boxes, evenly over the height.</summary>
    private static double[] Spread(int count, int height)
    {
        var step = count < 2 ? 0 : (double)(height - BoxHeight) / (count - 1);
        return [.. Enumerable.Range(0, count).Select(i => count == 1 ? height / 2.0 : (BoxHeight / 2.0) + (i * step))];
    }

    /// <summary>As near as can be to where they would like to be, none over another.</summary>
    private static double[] Below(IEnumerable<double> wanted, int height)
    {
        var centres = wanted.ToArray();
        for (var i = 0; i < centres.Length; i++)
        {
            centres[i] = Math.Max(centres[i], i == 0 ? BoxHeight / 2.0 : centres[i - 1] + Slot);
        }

        for (var i = centres.Length - 1; i >= 0; i--)
        {
            centres[i] = Math.Min(centres[i], i == centres.Length - 1 ? height - (BoxHeight / 2.0) : centres[i + 1] - Slot);
        }

        return centres;
    }

    /// <summary>What colour says: magenta for what does not come through the own registry, rust for what is or will soon be without maintenance.</summary>
    public enum Tone
    {
        Plain,
        Ending,
        Straight,
    }

    /// <param name="Centre">In px from the top.</param>
    /// <param name="Name">In full.</param>
    public sealed record Box(double Centre, string Title, string Name, string Note, string? Href, OwnBase? Own, Tone Tone);

    /// <summary>From a height on the left to one on the right, both its upper edge, in px.</summary>
    public sealed record Ribbon(double Left, double Right, double Width, Tone Tone, string Title)
    {
        /// <summary>In a field 100 wide.</summary>
        public string Path
        {
            get
            {
                var width = Math.Max(Width, 1.2);
                return $"M0 {Svg.N(Left)}C50 {Svg.N(Left)} 50 {Svg.N(Right)} 100 {Svg.N(Right)}V{Svg.N(Right + width)}C50 {Svg.N(Right + width)} 50 {Svg.N(Left + width)} 0 {Svg.N(Left + width)}Z";
            }
        }
    }

    private sealed record Upper(BaseImageRow Row, int Images);

    private sealed record Team(string Name, string? Slug, IReadOnlySet<int> Ids)
    {
        public Team(string name, string? slug, IEnumerable<int> ids)
            : this(name, slug, ids.ToHashSet())
        {
        }
    }

    /// <param name="On">The upstream base that it is built on.</param>
    private sealed record Middle(string Title, IReadOnlyList<BaseImageRow> Rows, string? On, bool IsStraight)
    {
        public int Images => Rows.Sum(r => r.Shipped);

        public string? Href => Rows.Count == 1 ? HubUrls.Images((ImageFilterQuery.StandsOn, Rows[0].Name)) : null;

        public int Of(Team team)
        {
            return Rows.Sum(r => team.Ids.Sum(id => r.ByTeam.GetValueOrDefault(id)));
        }

        public Tone ToneOf(DateOnly today)
        {
            return IsStraight ? Tone.Straight : Rows.Count == 1 ? BaseFlowData.ToneOf(Maintained.Of(Rows[0].Lifetime, today)) : Tone.Plain;
        }

        public string Note(DateOnly today)
        {
            var images = Display.Count(Images, "image");
            return Rows switch
            {
                [{ BuiltAt: { } at }] => $"{images} · built {Math.Max(0, today.DayNumber - DateOnly.FromDateTime(at).DayNumber)} d ago",
                [var one] => Maintained.Of(one.Lifetime, today) is Maintenance.Unknown ? images : $"{images} · {Maintained.Words(one.Lifetime, today)}",
                _ => $"{images} on {Display.Count(Rows.Count, "base")}",
            };
        }
    }

    /// <summary>Ribbons that meet a box, one below the other around its centre.</summary>
    private sealed class Stack(double[] centres, int[] images, double scale)
    {
        private readonly double[] _next = [.. centres.Select((c, i) => c - (images[i] * scale / 2))];

        public double Take(int box, int count)
        {
            var at = _next[box];
            _next[box] += count * scale;
            return at;
        }
    }
}

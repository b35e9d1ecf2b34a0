using System.Collections.Immutable;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.Joining;

/// <summary>What the joiner makes of one registry repository.</summary>
/// <param name="BuildTargetId">Null when it stays by itself.</param>
/// <param name="Method">How it was found: <c>label</c>, <c>workflow</c>, <c>bake</c>, <c>compose</c>, <c>mirror</c>, <c>name</c>; else <c>own</c>.</param>
/// <param name="Confidence">Per cent.</param>
/// <param name="Evidence">A sentence for people.</param>
/// <param name="Candidates">Build targets among which the evidence does not decide.</param>
public sealed record JoinDecision(int ImageRepositoryId, int? BuildTargetId, string Method, int Confidence, string Evidence, ImmutableArray<int> Candidates);

/// <summary>
/// Finds the Dockerfile that a registry's image was built from: what the image says of itself, what workflows, bake and compose files say, equal names, in this order. Self-declared
/// evidence that may come from the base is discounted; where several Dockerfiles fit, none is taken. Pure.
/// </summary>
public sealed class ImageJoiner
{
    public const string Label = "label";
    public const string Workflow = "workflow";
    public const string Bake = "bake";
    public const string Compose = "compose";
    public const string Mirror = "mirror";
    public const string Name = "name";
    public const string Own = "own";

    private static readonly string[] s_sourceKeys = ["org.opencontainers.image.source", "org.label-schema.vcs-url"];
    private static readonly string[] s_revisionKeys = ["org.opencontainers.image.revision", "org.label-schema.vcs-ref"];

    private readonly JoinInputs _inputs;
    private readonly ILookup<string, JoinTarget> _byAddress;
    private readonly ILookup<string, JoinTarget> _byName;
    private readonly ILookup<string, NamedBuild> _builds;
    private readonly ILookup<string, JoinRepository> _byTopLayer;

    private ImageJoiner(JoinInputs inputs)
    {
        _inputs = inputs;
        _byAddress = inputs.Targets.SelectMany(t => AddressesOf(t).Select(key => (key, t))).ToLookup(p => p.key, p => p.t, StringComparer.OrdinalIgnoreCase);
        _byName = inputs.Targets.ToLookup(t => t.Repository, StringComparer.OrdinalIgnoreCase);
        var byId = inputs.Targets.ToDictionary(t => t.BuildTargetId);
        _builds = inputs.Builds.Where(b => byId.ContainsKey(b.BuildTargetId)).Select(b => new NamedBuild(b, byId[b.BuildTargetId]))
            .OrderByDescending(b => b.Confidence).ThenBy(b => b.Target.Repository, StringComparer.Ordinal).ThenBy(b => b.Build.File, StringComparer.Ordinal)
            .ToLookup(b => b.Build.ImageRepository, StringComparer.Ordinal);
        _byTopLayer = inputs.Repositories.Where(r => r.DiffIds.Count > 0).ToLookup(r => r.DiffIds[^1], StringComparer.Ordinal);
    }

    /// <summary>Decides for every registry repository whose newest image could be read; the others keep what they have.</summary>
    public static ImmutableArray<JoinDecision> Decide(JoinInputs inputs)
    {
        var joiner = new ImageJoiner(inputs);
        var readable = inputs.Repositories.Where(r => r.Digest is not null && r.ConfigDigest is not null).ToList();
        var decisions = readable.ToDictionary(r => r.ImageRepositoryId, joiner.Decide);

        // The same image under another name was built from the same Dockerfile.
        var joined = readable.Where(r => decisions[r.ImageRepositoryId].BuildTargetId is not null).ToLookup(r => r.Digest, StringComparer.Ordinal);
        foreach (var repository in readable.Where(r => decisions[r.ImageRepositoryId].BuildTargetId is null))
        {
            if (joined[repository.Digest].MinBy(r => $"{r.Registry}/{r.Name}", StringComparer.Ordinal) is { } twin)
            {
                var decision = decisions[twin.ImageRepositoryId];
                decisions[repository.ImageRepositoryId] = decision with
                {
                    ImageRepositoryId = repository.ImageRepositoryId,
                    Method = Mirror,
                    Evidence = $"It is the same image as {twin.Registry}/{twin.Name}: {repository.Digest}.",
                };
            }
        }

        return [.. readable.Select(r => decisions[r.ImageRepositoryId])];
    }

    private JoinDecision Decide(JoinRepository repository)
    {
        var builds = _builds[KeyOf(repository)].DistinctBy(b => b.Target.BuildTargetId).ToList();
        var (key, value) = s_sourceKeys.Select(k => (Key: k, Value: repository.Labels.GetValueOrDefault(k) ?? "")).FirstOrDefault(l => l.Value.Length > 0);
        var isInherited = key is not null && InheritedFrom(repository, key, value) is not null;
        if (key is not null && !isInherited && SourceReference.TryParse(value) is { } source)
        {
            var targets = _byAddress[source.Key].DistinctBy(t => t.BuildTargetId).ToList();
            return targets.Count == 0
                ? Nothing(repository, $"The label {key} names {source.Key}, which is not crawled.")
                : ByLabel(repository, key, source, targets, builds);
        }

        if (builds.Count == 1)
        {
            return Join(repository, builds[0].Target, builds[0].Method, builds[0].Confidence, $"{builds[0].Says}.");
        }

        if (builds.Count > 1)
        {
            var choice = TargetChoice.Make([.. builds.Select(b => b.Target)], repository.Name, repository.Labels.GetValueOrDefault("org.opencontainers.image.title"));
            return builds.Find(b => b.Target == choice.Target) is { } build
                ? Join(repository, build.Target, build.Method, build.Confidence - 15, $"{build.Says}, as others are called, too, {choice.Reason}.")
                : Nothing(repository, $"{builds[0].Says}, and {builds.Count - 1} more builds are called so.", [.. builds.Select(b => b.Target)]);
        }

        var byName = ByName(repository);
        return byName.BuildTargetId is null && byName.Candidates.IsEmpty && isInherited
            ? Nothing(repository, $"The label {key} is its base's and says nothing of this image.")
            : byName;
    }

    private static JoinDecision ByLabel(
        JoinRepository repository, string key, SourceReference source, List<JoinTarget> targets, List<NamedBuild> builds)
    {
        var start = $"The label {key} names {source.Key}";
        var revision = source.Commit ?? s_revisionKeys.Select(k => repository.Labels.GetValueOrDefault(k)).FirstOrDefault(r => !string.IsNullOrEmpty(r));
        JoinDecision Found(JoinTarget target, int confidence, string clause) => target.HeadCommit is { } head && revision is { Length: >= 7 } && head.StartsWith(revision, StringComparison.OrdinalIgnoreCase)
            ? Join(repository, target, Label, Math.Min(confidence + 5, 99), $"{start} at the commit that is crawled, {clause}.")
            : Join(repository, target, Label, confidence, $"{start}, {clause}.");

        if (source.Directory is { } directory && targets.Where(t => t.Target is null && FolderOf(t) == directory).ToList() is [var named])
        {
            return Found(named, 92, $"folder {(directory.Length == 0 ? "/" : directory)}, where {named.Path} is");
        }

        if (builds.Where(b => targets.Contains(b.Target)).ToList() is [var built])
        {
            return Found(built.Target, 90, $"where {built.Clause}");
        }

        var choice = TargetChoice.Make(targets, repository.Name, repository.Labels.GetValueOrDefault("org.opencontainers.image.title"));
        return choice.Target is { } target
            ? Found(target, targets.Count == 1 ? 90 : 80, choice.Reason)
            : Nothing(repository, $"{start}, {choice.Reason}.", choice.Ties);
    }

    private JoinDecision ByName(JoinRepository repository)
    {
        var targets = _byName[repository.Name].ToList();
        if (targets.Count > 0)
        {
            var choice = TargetChoice.Make(targets, repository.Name, null);
            return choice.Target is { } target
                ? Join(repository, target, Name, 50, $"A guess: the image and the Git repository are both called {repository.Name}, {choice.Reason}.")
                : Nothing(repository, $"The image and a Git repository are both called {repository.Name}, {choice.Reason}.", choice.Ties);
        }

        // group/repository/part for a part of a repository
        var slash = repository.Name.LastIndexOf('/');
        if (slash > 0 && _byName[repository.Name[..slash]].ToList() is { Count: > 1 } parts && TargetChoice.Make(parts, repository.Name, null) is { Target: { } part } fit)
        {
            return Join(repository, part, Name, 40, $"A guess: the image is called like a part of the Git repository {part.Repository}, {fit.Reason}.");
        }

        return Nothing(repository, "Nothing in it says where it was built.");
    }

    /// <summary>
    /// The crawled image that this one stands on and has the label from: labels are inherited unless a build sets them anew. A revision of its own shows that
    /// it did.
    /// </summary>
    private JoinRepository? InheritedFrom(JoinRepository repository, string key, string value)
    {
        for (var count = repository.DiffIds.Count - 1; count > 0; count--)
        {
            foreach (var below in _byTopLayer[repository.DiffIds[count - 1]])
            {
                if (below.ImageRepositoryId != repository.ImageRepositoryId && below.DiffIds.Count == count && below.DiffIds.SequenceEqual(repository.DiffIds.Take(count))
                    && below.Labels.GetValueOrDefault(key) == value
                    && s_revisionKeys.All(k => !repository.Labels.TryGetValue(k, out var revision) || below.Labels.GetValueOrDefault(k) == revision))
                {
                    return below;
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> AddressesOf(JoinTarget target) =>
        target.Urls.Select(SourceReference.TryParse).OfType<SourceReference>().Select(s => s.Key).Append($"{target.Host}/{target.Repository}")
            .Distinct(StringComparer.OrdinalIgnoreCase);

    private static string KeyOf(JoinRepository repository) =>
        ImageReference.TryParse($"{repository.Registry}/{repository.Name}", out _)?.CanonicalRepository ?? $"{repository.Registry}/{repository.Name}";

    private static string FolderOf(JoinTarget target) => Path.GetDirectoryName(target.Path)?.Replace('\\', '/') ?? "";

    private static JoinDecision Join(JoinRepository repository, JoinTarget target, string method, int confidence, string evidence) =>
        new(repository.ImageRepositoryId, target.BuildTargetId, method, confidence, evidence, []);

    private static JoinDecision Nothing(JoinRepository repository, string evidence, ImmutableArray<JoinTarget> candidates = default) =>
        new(repository.ImageRepositoryId, null, Own, 100, evidence, candidates.IsDefault ? [] : [.. candidates.Select(c => c.BuildTargetId)]);

    /// <summary>A build that gives the image its name: a workflow pushes what it builds, a compose file may only try it.</summary>
    private sealed record NamedBuild(JoinBuild Build, JoinTarget Target)
    {
        public string Method => Build.Kind switch { FileKind.Workflow => Workflow, FileKind.Bake => Bake, _ => Compose };

        public int Confidence => Build.Kind switch { FileKind.Workflow => 85, FileKind.Bake => 80, _ => 75 };

        public string Clause => $"{Build.File} builds it from {Target.Path}{(Target.Target is null ? "" : $", stage {Target.Target},")}";

        public string Says
        {
            get
            {
                var part = Build.Kind switch { FileKind.Workflow => "step", FileKind.Bake => "target", _ => "service" };
                return $"{Build.File} of {Target.Repository} builds it from {Target.Path}{(Target.Target is null ? "" : $", stage {Target.Target},")} as its {part} {Build.Name}";
            }
        }
    }
}

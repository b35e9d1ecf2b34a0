using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Storage.Facts;

/// <summary>All Dockerfiles of a repository while commits are replayed over them. A rename keeps its track; a path that comes back gets its old one.</summary>
internal sealed class SourceTracks
{
    private readonly List<SourceTrack> _all;
    private readonly Dictionary<string, SourceTrack> _live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceTrack> _dead = new(StringComparer.Ordinal);

    public SourceTracks(IEnumerable<SourceTrack> known)
    {
        _all = [.. known];
        foreach (var track in _all.OrderBy(t => t.GoneAt ?? DateTime.MaxValue))
        {
            (track.IsLive ? _live : _dead)[track.Path] = track;
        }
    }

    public IReadOnlyList<SourceTrack> All => _all;

    public void Apply(CommitFacts commit, DateTime latest)
    {
        var at = commit.CommittedAt > latest ? latest : commit.CommittedAt;
        Apply(commit.Changes.Where(c => c.Kind == FileKind.Dockerfile).ToList(), commit.Sha, at);
    }

    /// <summary>Brings the tracks to what the head holds. Without history a file that vanished while the same text appeared elsewhere has moved.</summary>
    public void ApplyHead(IEnumerable<FileFacts> files, string? commit, DateTime at)
    {
        var head = files.Where(f => f.Kind == FileKind.Dockerfile).DistinctBy(f => f.Path).ToDictionary(f => f.Path, f => f.BlobSha, StringComparer.Ordinal);
        var vanished = _live.Values.Where(t => !head.ContainsKey(t.Path)).ToLookup(t => t.BlobSha, StringComparer.Ordinal);
        var appeared = head.Where(f => !_live.ContainsKey(f.Key)).ToLookup(f => f.Value, f => f.Key, StringComparer.Ordinal);
        var changes = new List<FileChange>();
        foreach (var (path, blob) in head)
        {
            var moved = !_live.ContainsKey(path) && vanished[blob].Count() == 1 && appeared[blob].Count() == 1 ? vanished[blob].Single().Path : null;
            changes.Add(new FileChange(path, blob, FileKind.Dockerfile, moved));
        }

        var movedFrom = changes.Select(c => c.RenamedFrom).ToHashSet();
        changes.AddRange(_live.Keys.Where(p => !head.ContainsKey(p) && !movedFrom.Contains(p)).Select(p => new FileChange(p, null, FileKind.Dockerfile, null)));
        Apply(changes, commit, at);
    }

    private void Apply(List<FileChange> changes, string? commit, DateTime at)
    {
        // Everything that moves is lifted off the board first, so that a swap of two paths is two moves and no loss.
        var moves = changes.Where(c => c is { BlobSha: not null, RenamedFrom: not null } && c.RenamedFrom != c.Path)
            .Select(c => (Change: c, Track: _live.GetValueOrDefault(c.RenamedFrom ?? ""))).ToList();
        foreach (var (change, track) in moves)
        {
            if (track is not null)
            {
                _live.Remove(change.RenamedFrom ?? "");
            }
        }

        foreach (var change in changes.Where(c => c.BlobSha is null))
        {
            Remove(change.Path, at);
        }

        foreach (var (change, track) in moves)
        {
            if (track is null || change.BlobSha is null)
            {
                Set(change.Path, change.BlobSha ?? "", commit, at);
                continue;
            }

            Remove(change.Path, at);
            track.Set(change.Path, change.BlobSha, commit, at);
            _live[change.Path] = track;
        }

        foreach (var change in changes.Where(c => c.BlobSha is not null && (c.RenamedFrom is null || c.RenamedFrom == c.Path)))
        {
            Set(change.Path, change.BlobSha ?? "", commit, at);
        }
    }

    private void Set(string path, string blobSha, string? commit, DateTime at)
    {
        if (!_live.TryGetValue(path, out var track))
        {
            if (!_dead.Remove(path, out track))
            {
                track = new SourceTrack { Path = path };
                _all.Add(track);
            }

            _live[path] = track;
        }

        track.Set(path, blobSha, commit, at);
    }

    private void Remove(string path, DateTime at)
    {
        if (_live.Remove(path, out var track))
        {
            track.Remove(at);
            _dead[path] = track;
        }
    }
}

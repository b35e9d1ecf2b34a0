using ComplianceHub.Storage.Entities;

namespace ComplianceHub.Storage.Facts;

/// <summary>One Dockerfile while a repository is being stored: where it is, what it holds, and the versions that came.</summary>
internal sealed class SourceTrack
{
    /// <summary>Null until it is stored for the first time.</summary>
    public DockerfileSource? Row { get; set; }

    public DockerfileVersion? OpenRow { get; set; }

    public required string Path { get; set; }

    public string BlobSha { get; set; } = "";

    public string? Commit { get; set; }

    public bool IsLive { get; set; }

    public DateTime FirstSeen { get; set; }

    public DateTime? GoneAt { get; set; }

    public List<Span> Added { get; } = [];

    public bool IsChanged { get; private set; }

    /// <summary>Something stands at <paramref name="path"/> from then on.</summary>
    public void Set(string path, string blobSha, string? commit, DateTime at)
    {
        if (IsLive && Path == path && BlobSha == blobSha)
        {
            return;
        }

        if (!IsLive && Row is null && Added.Count == 0)
        {
            FirstSeen = at;
        }

        at = Close(at);
        Added.Add(new Span(path, blobSha, commit, at));
        (Path, BlobSha, Commit, IsLive, GoneAt, IsChanged) = (path, blobSha, commit, true, null, true);
    }

    public void Remove(DateTime at)
    {
        if (IsLive)
        {
            GoneAt = Close(at);
            (IsLive, IsChanged) = (false, true);
        }
    }

    /// <summary>Ends what stands, never before it began: clocks of committers go backwards. What stood for no time at all is forgotten.</summary>
    private DateTime Close(DateTime at)
    {
        if (!IsLive)
        {
            return GoneAt is { } gone && at < gone ? gone : at;
        }

        if (Added.Count > 0)
        {
            var last = Added[^1];
            at = at < last.From ? last.From : at;
            if (at == last.From)
            {
                Added.RemoveAt(Added.Count - 1);
            }
            else
            {
                last.To = at;
            }
        }
        else if (OpenRow is not null)
        {
            at = at < OpenRow.From ? OpenRow.From : at;
            OpenRow.To = at;
        }

        return at;
    }

    internal sealed class Span(string path, string blobSha, string? commit, DateTime from)
    {
        public string Path { get; } = path;

        public string BlobSha { get; } = blobSha;

        public string? Commit { get; } = commit;

        public DateTime From { get; } = from;

        public DateTime? To { get; set; }
    }
}

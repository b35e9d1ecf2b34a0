using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ComplianceHub.Crawling.Connections;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>
/// Brings the contents that are not stored yet, of several repositories at once: by the query language, many in a request, each verified against its id; what
/// that cannot deliver (large, binary, not UTF-8, withheld) one by one.
/// </summary>
internal sealed class GitHubBlobs(GitHubApi api, GitHubOptions options, BlobStore store)
{
    private int _inOneQuery = options.BlobsInOneQuery;

    /// <summary>Reads and stores.</summary>
    /// <exception cref="ConnectorException">None: what goes wrong is in the result.</exception>
    public async Task<ReadBlobs> ReadAsync(IEnumerable<(ListedRepository Repository, TreeFiles Tree)> trees, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<string, WantedBlob>(StringComparer.Ordinal);
        foreach (var (repository, tree) in trees)
        {
            foreach (var file in tree.Files)
            {
                wanted.TryAdd(file.BlobSha, new WantedBlob(file, repository, tree.Sizes[file.BlobSha]));
            }
        }

        var result = new ReadBlobs();
        var missing = wanted.Count == 0 ? [] : await store.MissingAsync(wanted.Keys, cancellationToken);
        var batch = new BlobBatch(store);
        var left = new Queue<WantedBlob>(wanted.Values.Where(w => missing.Contains(w.File.BlobSha)).OrderBy(w => w.Repository.Id));
        var single = new List<WantedBlob>();
        while (left.Count > 0)
        {
            var some = Next(left, single);
            if (some.Count > 0)
            {
                await QueryAsync(some, left, single, batch, result, cancellationToken);
            }
        }

        // Several requests at a time, but one writer.
        var contents = new ConcurrentQueue<(WantedBlob Blob, byte[] Content)>();
        foreach (var some in single.Chunk(options.Parallel))
        {
            await Parallel.ForEachAsync(some, cancellationToken, async (blob, token) => await FetchAsync(blob, contents, result, token));
            while (contents.TryDequeue(out var fetched))
            {
                await AcceptAsync(fetched.Blob, fetched.Content, batch, result, cancellationToken);
            }
        }

        await batch.FlushAsync(cancellationToken);
        return result;
    }

    private List<WantedBlob> Next(Queue<WantedBlob> left, List<WantedBlob> single)
    {
        var some = new List<WantedBlob>();
        for (var bytes = 0L; some.Count < _inOneQuery && left.TryPeek(out var next); left.Dequeue())
        {
            // GraphQL cuts texts of more than about half a megabyte.
            if (_inOneQuery <= 1 || next.Size > options.BytesInOneQuery / 4)
            {
                single.Add(next);
                continue;
            }

            if ((bytes += next.Size) > options.BytesInOneQuery)
            {
                break;
            }

            some.Add(next);
        }

        return some;
    }

    private async Task QueryAsync(
        List<WantedBlob> some, Queue<WantedBlob> left, List<WantedBlob> single, BlobBatch batch, ReadBlobs result, CancellationToken cancellationToken)
    {
        GraphQlAnswer answer;
        try
        {
            var (query, variables) = Write(some);
            answer = await api.QueryAsync(query, variables, "contents of files", cancellationToken);
        }
        catch (ConnectorException e) when (e.Failure is FailureKind.Timeout or FailureKind.HostError && e.RetryAfter is null)
        {
            _inOneQuery = Math.Max(1, _inOneQuery / 2);
            some.ForEach(left.Enqueue);
            return;
        }
        catch (ConnectorException e)
        {
            some.AddRange(left);
            left.Clear();
            some.ForEach(b => result.Unread.TryAdd(b.File.BlobSha, e));
            return;
        }

        foreach (var (blob, node) in Read(some, answer))
        {
            var content = node is { Text: { } text, IsTruncated: not true } ? Encoding.UTF8.GetBytes(text) : null;
            if (content is not null && BlobId.IsIdOf(blob.File.BlobSha, content))
            {
                await AcceptAsync(blob, content, batch, result, cancellationToken);
            }
            else
            {
                single.Add(blob);
            }
        }
    }

    // One alias a repository and one a content in it; ids go as variables, never as text of the query.
    private static (string Query, Dictionary<string, string> Variables) Write(List<WantedBlob> some)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var declared = new StringBuilder();
        var body = new StringBuilder();
        var (repositories, blobs) = (0, 0);
        foreach (var group in some.GroupBy(b => b.Repository.Id))
        {
            variables[Name('r', repositories)] = group.First().Repository.NodeId;
            declared.Append(CultureInfo.InvariantCulture, $"$r{repositories}: ID!, ");
            body.Append(CultureInfo.InvariantCulture, $"r{repositories}: node(id: $r{repositories}) {{ ... on Repository {{ ");
            repositories++;
            foreach (var blob in group)
            {
                variables[Name('b', blobs)] = blob.File.BlobSha;
                declared.Append(CultureInfo.InvariantCulture, $"$b{blobs}: GitObjectID!, ");
                body.Append(CultureInfo.InvariantCulture, $"b{blobs}: object(oid: $b{blobs}) {{ ...content }} ");
                blobs++;
            }

            body.Append("} } ");
        }

        declared.Length -= 2;
        return ($"query({declared}) {{ {body}}} fragment content on Blob {{ oid isTruncated text }}", variables);
    }

    private static List<(WantedBlob Blob, BlobNode? Node)> Read(List<WantedBlob> some, GraphQlAnswer answer)
    {
        var read = new List<(WantedBlob, BlobNode?)>();
        var (repositories, blobs) = (0, 0);
        foreach (var group in some.GroupBy(b => b.Repository.Id))
        {
            var repository = Property(answer.Data, Name('r', repositories++));
            read.AddRange(group.Select(blob => (blob, NodeOf(Property(repository, Name('b', blobs++))))));
        }

        return read;
    }

    private static string Name(char letter, int number) => letter + number.ToString(CultureInfo.InvariantCulture);

    private static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var child) ? child : null;

    private static BlobNode? NodeOf(JsonElement? element)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.Object } node ? node.Deserialize<BlobNode>(GitHubJson.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task FetchAsync(WantedBlob blob, ConcurrentQueue<(WantedBlob, byte[])> contents, ReadBlobs result, CancellationToken cancellationToken)
    {
        var sha = blob.File.BlobSha;
        if (result.Unread.Values.FirstOrDefault(e => e.Failure == FailureKind.RateLimited) is { } limited)
        {
            result.Unread.TryAdd(sha, limited);
            return;
        }

        try
        {
            contents.Enqueue((blob, await api.BlobAsync(blob.Repository.Id, sha, $"{blob.File.Path} of {blob.Repository.Name}", cancellationToken)));
        }
        catch (ConnectorException e) when (e.Failure is FailureKind.NotFound or FailureKind.Malformed)
        {
            result.Bad.TryAdd(sha, new ReadingFailure("", FailureKind.IntegrityMismatch, "The host lists this file and does not have its content"));
        }
        catch (ConnectorException e)
        {
            result.Unread.TryAdd(sha, e);
        }
    }

    private static async Task AcceptAsync(WantedBlob blob, byte[] content, BlobBatch batch, ReadBlobs result, CancellationToken cancellationToken)
    {
        var (path, kind, sha) = blob.File;
        var failure = !BlobId.IsIdOf(sha, content) ? new ReadingFailure("", FailureKind.IntegrityMismatch, "The content does not match its id")
            : content.AsSpan().Contains((byte)0) ? new ReadingFailure("", FailureKind.Malformed, "Binary content")
            : null;
        if (failure is not null || !RelevantFiles.IsPlausible(kind, path, content))
        {
            result.Bad.TryAdd(sha, failure);
            return;
        }

        await batch.AddAsync(sha, content, cancellationToken);
    }

    private sealed record WantedBlob(FoundFile File, ListedRepository Repository, long Size);
}

/// <summary>What became of contents; what is in neither is stored.</summary>
internal sealed class ReadBlobs
{
    /// <summary>Contents that are not what their file should be; null leaves the file out without a failure.</summary>
    public ConcurrentDictionary<string, ReadingFailure?> Bad { get; } = new(StringComparer.Ordinal);

    /// <summary>Contents that did not come: their repositories are read again next time.</summary>
    public ConcurrentDictionary<string, ConnectorException> Unread { get; } = new(StringComparer.Ordinal);
}

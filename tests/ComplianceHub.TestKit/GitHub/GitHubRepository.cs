using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ComplianceHub.TestKit.GitHub;

/// <summary>How GitHub answers requests for one repository.</summary>
public enum GitHubAccess
{
    Open,

    /// <summary>404, although it is listed.</summary>
    Gone,

    /// <summary>403: a permission is missing.</summary>
    LacksPermission,

    /// <summary>403: access blocked by GitHub.</summary>
    AccessBlocked,

    /// <summary>451: taken down.</summary>
    Blocked,

    /// <summary>403: the organisation's list of addresses.</summary>
    IpRestricted,

    /// <summary>403: the token is not authorised for single sign-on.</summary>
    SingleSignOn,

    /// <summary>The listing has null in its place, and an error.</summary>
    Withheld,
}

/// <summary>An entry of a tree as the API shows it.</summary>
public sealed record GitHubTreeEntry(string Path, string Mode, string Type, string Sha, long? Size);

/// <summary>A repository in memory, with the object ids that Git would give its trees and contents.</summary>
public class GitHubRepository(long id, string owner, string name)
{
    private readonly SortedDictionary<string, (string Mode, byte[] Content)> _files = new(StringComparer.Ordinal);
    private Dictionary<string, ImmutableArray<GitHubTreeEntry>>? _trees;
    private string _rootTree = "";
    private int _commits;
    private DateTimeOffset _committedAt;

    public long Id { get; } = id;

    /// <summary>As newer ids look: the kind, and something opaque.</summary>
    public string NodeId { get; } = "R_" + Convert.ToBase64String(Encoding.ASCII.GetBytes(id.ToString(CultureInfo.InvariantCulture))).TrimEnd('=');

    /// <summary>The number that a node id hides; 0 when it is none.</summary>
    public static long IdOf(string? nodeId) => nodeId?.StartsWith("R_", StringComparison.Ordinal) == true
        && long.TryParse(Encoding.ASCII.GetString(Convert.FromBase64String(nodeId[2..].PadRight((nodeId.Length + 1) / 4 * 4, '='))), CultureInfo.InvariantCulture, out var id) ? id : 0;

    public string Owner { get; } = owner;

    public string Name { get; set; } = name;

    public string FullName => $"{Owner}/{Name}";

    public string Branch { get; set; } = "main";

    public bool IsArchived { get; set; }

    public bool IsDisabled { get; set; }

    public bool IsFork { get; set; }

    public GitHubAccess Access { get; set; }

    /// <summary>The head commit; null when there is none.</summary>
    public virtual string? Head => _commits == 0 ? null : Hash(Encoding.UTF8.GetBytes($"commit {Id} {_commits}"));

    public virtual DateTimeOffset CommittedAt => _committedAt;

    /// <summary>A folder that git http-backend serves it from; null when it cannot be cloned.</summary>
    public virtual string? GitDirectory => null;

    /// <summary>Adds, replaces or removes files.</summary>
    public GitHubRepository Commit(DateTimeOffset at, params (string Path, string? Text)[] files) =>
        Commit(at, [.. files.Select(f => (f.Path, "100644", f.Text is null ? null : Encoding.UTF8.GetBytes(f.Text)))]);

    public GitHubRepository Commit(DateTimeOffset at, params (string Path, string Mode, byte[]? Content)[] files)
    {
        foreach (var (path, mode, content) in files)
        {
            if (content is null)
            {
                _files.Remove(path);
            }
            else
            {
                _files[path] = (mode, content);
            }
        }

        _commits++;
        _committedAt = at;
        _trees = null;
        return this;
    }

    /// <summary>The entries directly in a tree, named by its own id or by the head commit's; empty when there is no such tree.</summary>
    public ImmutableArray<GitHubTreeEntry> Tree(string sha)
    {
        Refresh();
        _trees ??= Build();
        return _trees.GetValueOrDefault(sha == Head ? _rootTree : sha, []);
    }

    public bool HasTree(string sha) => !Tree(sha).IsEmpty || sha == Head;

    public byte[]? Blob(string sha)
    {
        Refresh();
        return _files.Values.Select(f => f.Content).FirstOrDefault(c => BlobSha(c) == sha);
    }

    public static string BlobSha(byte[] content) => Hash([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]);

    /// <summary>Looks whether the files changed elsewhere.</summary>
    protected virtual void Refresh()
    {
    }

    protected void Replace(IEnumerable<(string Path, string Mode, byte[] Content)> files)
    {
        _files.Clear();
        foreach (var (path, mode, content) in files)
        {
            _files[path] = (mode, content);
        }

        _trees = null;
    }

#pragma warning disable CA5350 // Git names its objects by SHA-1.
    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));
#pragma warning restore CA5350

    private Dictionary<string, ImmutableArray<GitHubTreeEntry>> Build()
    {
        var trees = new Dictionary<string, ImmutableArray<GitHubTreeEntry>>();
        _rootTree = Build([.. _files.Select(f => (f.Key, f.Value.Mode, f.Value.Content))], trees);
        return trees;
    }

    // https://git-scm.com/book/en/v2/Git-Internals-Git-Objects: mode, name, NUL, id; folders sort as if their names ended with a slash.
    private static string Build(List<(string Path, string Mode, byte[] Content)> files, Dictionary<string, ImmutableArray<GitHubTreeEntry>> trees)
    {
        var entries = new List<GitHubTreeEntry>();
        foreach (var group in files.GroupBy(f => f.Path.Split('/')[0]))
        {
            var first = group.First();
            if (first.Path == group.Key)
            {
                // A submodule's content is the commit that it stands on.
                entries.Add(first.Mode == "160000"
                    ? new GitHubTreeEntry(group.Key, first.Mode, "commit", Encoding.ASCII.GetString(first.Content), null)
                    : new GitHubTreeEntry(group.Key, first.Mode, "blob", BlobSha(first.Content), first.Content.Length));
            }
            else
            {
                var inner = Build([.. group.Select(f => (f.Path[(group.Key.Length + 1)..], f.Mode, f.Content))], trees);
                entries.Add(new GitHubTreeEntry(group.Key, "040000", "tree", inner, null));
            }
        }

        using var content = new MemoryStream();
        foreach (var entry in entries.OrderBy(e => e.Type == "tree" ? e.Path + "/" : e.Path, StringComparer.Ordinal))
        {
            content.Write(Encoding.UTF8.GetBytes($"{entry.Mode.TrimStart('0')} {entry.Path}\0"));
            content.Write(Convert.FromHexString(entry.Sha));
        }

        var bytes = content.ToArray();
        var sha = Hash([.. Encoding.ASCII.GetBytes($"tree {bytes.Length}\0"), .. bytes]);
        trees[sha] = [.. entries];
        return sha;
    }
}

/// <summary>A repository on disk, which can be cloned as well.</summary>
public sealed class GitBackedRepository(long id, string owner, string name, GitSandbox git) : GitHubRepository(id, owner, name)
{
    private string? _read;

    public override string? Head => git.Git("for-each-ref", "--format=%(objectname)", "refs/heads/main").Trim() is { Length: > 0 } head ? head : null;

    public override DateTimeOffset CommittedAt => DateTimeOffset.FromUnixTimeSeconds(long.Parse(git.Git("log", "-1", "--format=%ct", "main").Trim(), CultureInfo.InvariantCulture));

    public override string? GitDirectory => git.Directory;

    protected override void Refresh()
    {
        if (Head is { } head && head != _read)
        {
            _read = head;
            Replace(git.Git("ls-tree", "-r", head).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            {
                var (fields, path) = (line.Split('\t')[0].Split(' '), line.Split('\t')[1]);
                return (path, fields[0], Encoding.UTF8.GetBytes(fields[1] == "commit" ? fields[2] : git.Git("cat-file", "blob", fields[2])));
            }));
        }
    }
}

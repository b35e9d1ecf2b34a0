using ComplianceHub.Crawling.Connections;
using ComplianceHub.Grading.Facts;
using ComplianceHub.Storage;

namespace ComplianceHub.Crawling.GitHosts.GitHub;

/// <summary>The relevant files of a repository's head, before their contents.</summary>
/// <param name="Sizes">Bytes of each content, by its id.</param>
internal sealed record TreeFiles(FileSelection Selection, List<FoundFile> Files, Dictionary<string, long> Sizes);

/// <summary>
/// Lists a commit's files: one request, as long as the tree is no larger than GitHub's limit for one answer (100,000 entries or 7 MB). A larger one is walked
/// folder by folder, each whole where it fits.
/// </summary>
internal sealed class GitHubTree(GitHubApi api, GitHubOptions options, GitLimits limits)
{
    /// <returns>Null when the repository has no commit after all.</returns>
    public async Task<TreeFiles?> ReadAsync(ListedRepository repository, string commit, CancellationToken cancellationToken)
    {
        var what = $"the tree of {repository.Name}";
        if (await api.TreeAsync(repository.Id, commit, recursive: true, what, cancellationToken) is not { } root)
        {
            return null;
        }

        var selection = new FileSelection(limits);
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        if (root.Truncated)
        {
            await WalkAsync(repository.Id, commit, what, selection, sizes, cancellationToken);
        }
        else
        {
            Offer(root, "", selection, sizes);
        }

        return new TreeFiles(selection, [.. selection.Take().Where(f => Fits(f, selection, sizes))], sizes);
    }

    private async Task WalkAsync(
        long repository, string commit, string what, FileSelection selection, Dictionary<string, long> sizes, CancellationToken cancellationToken)
    {
        var folders = new Queue<(string Path, string Sha)>([("", commit)]);
        for (var requests = 0; folders.TryDequeue(out var folder);)
        {
            if (requests + 2 > options.RequestsATree)
            {
                selection.Fail("", FailureKind.TooLarge, $"The tree takes more than {options.RequestsATree} requests; the rest was not read");
                return;
            }

            // The root is known to be too large; other folders are asked for whole first.
            var whole = folder.Path.Length == 0 ? null : await api.TreeAsync(repository, folder.Sha, recursive: true, what, cancellationToken);
            requests++;
            if (whole is { Truncated: false })
            {
                if (!Offer(whole, folder.Path, selection, sizes))
                {
                    return;
                }

                continue;
            }

            requests++;
            var flat = await api.TreeAsync(repository, folder.Sha, recursive: false, what, cancellationToken);
            if (flat is null || !Offer(flat, folder.Path, selection, sizes))
            {
                return;
            }

            if (flat.Truncated)
            {
                selection.Fail(folder.Path, FailureKind.TooLarge, "The folder has more entries than GitHub lists; the rest was not read");
            }

            foreach (var item in Items(flat).Where(i => i is { Type: "tree", Path.Length: > 0, Sha: { } sha } && GitHubListing.ObjectId().IsMatch(sha) && IsWorthIt(folder.Path + i.Path)))
            {
                folders.Enqueue((folder.Path + item.Path + "/", item.Sha ?? ""));
            }
        }
    }

    private static bool IsWorthIt(string folder) => !folder.EndsWith("node_modules", StringComparison.Ordinal) || !(folder.Length == 12 || folder[^13] == '/');

    // Links and submodules are not followed: they have other modes.
    private static bool Offer(TreeAnswer tree, string prefix, FileSelection selection, Dictionary<string, long> sizes)
    {
        foreach (var item in Items(tree).Where(i => i is { Type: "blob", Mode: "100644" or "100755" or "100664" }))
        {
            if (item is not { Path: { } path, Sha: { } sha, Size: { } size } || !GitHubListing.ObjectId().IsMatch(sha))
            {
                selection.Fail("", FailureKind.Malformed, "The host lists a file without its id or size");
            }
            else if (!selection.Offer(prefix + path, sha))
            {
                return false;
            }
            else if (RelevantFiles.Classify(prefix + path) is not null)
            {
                sizes[sha] = size;
            }
        }

        return true;
    }

    private static IEnumerable<TreeItem> Items(TreeAnswer tree) => tree.Tree.IsDefault ? [] : tree.Tree.Where(i => i is not null);

    private bool Fits(FoundFile file, FileSelection selection, Dictionary<string, long> sizes)
    {
        var limit = limits.BytesOf(file.Kind);
        if (sizes[file.BlobSha] > limit)
        {
            selection.Fail(file.Path, FailureKind.TooLarge, $"{sizes[file.BlobSha]:N0} bytes; at most {limit:N0} are read");
            return false;
        }

        return true;
    }
}

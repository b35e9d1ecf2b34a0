using System.Collections.Frozen;
using System.Collections.Immutable;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.Crawling.GitHosts;

/// <summary>Says by its path what a file is to us; most files are nothing.</summary>
public static class RelevantFiles
{
    private static readonly FrozenSet<string> s_kubernetesFolders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "deploy", "deployment", "deployments", "k8s", "kubernetes", "kubernetes-manifests", "manifests", "charts", "chart", "helm", "helm-chart", "kustomize", "argocd", "gitops");

    private static readonly FrozenSet<string> s_codeOwnersHomes = FrozenSet.Create(
        StringComparer.Ordinal,
        ".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS", ".forgejo/CODEOWNERS");

    // Dockerfile.<one of these> is a template, a document or a leftover, never built as it stands.
    private static readonly FrozenSet<string> s_notBuilt = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "template", "tmpl", "tpl", "j2", "jinja", "jinja2", "erb", "mustache", "hbs", "in", "md", "rst", "adoc", "html", "orig", "bak", "rej", "swp",
        "patch", "diff", "lock", "json", "yml", "yaml", "toml", "xml", "sha256", "asc", "sig", "png", "svg", "class", "cs", "java", "rs", "ts", "ps1", "snap");

    // May be source code or the Dockerfile of a service in that language: the content decides.
    private static readonly FrozenSet<string> s_ambiguous = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "go", "py", "js", "rb", "php", "sh", "txt", "lua", "kt");

    /// <summary>
    /// Git pathspecs that hold every path whose history is read (Dockerfiles, ignore files, CODEOWNERS). They are wider than
    /// <see cref="Classify"/>, which decides.
    /// </summary>
    public static ImmutableArray<string> HistoryPathspecs { get; } =
    [
        ":(top,icase,glob)**/*dockerfile*", ":(top,icase,glob)**/*containerfile*", ":(top,icase,glob)**/*.dockerignore", ":(top,icase,glob)**/CODEOWNERS",
    ];

    /// <summary>What the file is, or null when it is nothing to us.</summary>
    /// <param name="path">Slash separated, relative to the repository's root.</param>
    public static FileKind? Classify(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        if (name.IsEmpty || InFolder(path, "node_modules"))
        {
            return null;
        }

        if (name.EndsWith(".dockerignore", StringComparison.OrdinalIgnoreCase))
        {
            return FileKind.Dockerignore;
        }

        if (IsDockerfileName(name))
        {
            return FileKind.Dockerfile;
        }

        if (name is "CODEOWNERS")
        {
            return s_codeOwnersHomes.Contains(path) ? FileKind.CodeOwners : null;
        }

        if (IsVariantOf(name, "docker-bake", ".hcl", ".json"))
        {
            return FileKind.Bake;
        }

        return IsYaml(name) ? ClassifyYaml(path, name) : null;
    }

    /// <summary>Whether the kind's history is read, not only its state at the head.</summary>
    public static bool HasHistory(FileKind kind) => kind is FileKind.Dockerfile or FileKind.Dockerignore or FileKind.CodeOwners;

    /// <summary>
    /// Whether the content may be what the name says: false for a Kubernetes folder's YAML that names no image, and for source code that is
    /// called like a Dockerfile. What is not plausible is left out without a failure.
    /// </summary>
    public static bool IsPlausible(FileKind kind, string path, ReadOnlySpan<byte> content) => kind switch
    {
        FileKind.Kubernetes => content.IndexOf("image"u8) >= 0,
        FileKind.Dockerfile when s_ambiguous.Contains(Extension(path)) => HasFrom(content),
        _ => true,
    };

    /// <summary>Order in which files are taken when a repository has more than the limit.</summary>
    internal static int Priority(FileKind kind) => kind switch
    {
        FileKind.CodeOwners => 0,
        FileKind.Dockerfile => 1,
        FileKind.Dockerignore => 2,
        FileKind.CatalogInfo => 3,
        FileKind.Bake => 4,
        FileKind.Compose => 5,
        FileKind.Workflow => 6,
        _ => 7,
    };

    private static bool IsDockerfileName(ReadOnlySpan<char> name)
    {
        foreach (var word in (ReadOnlySpan<string>)["Dockerfile", "Containerfile"])
        {
            if (name.StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && (name.Length == word.Length || (name[word.Length] is '.' or '-' or '_' && name.Length > word.Length + 1)))
            {
                return !s_notBuilt.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Extension(name[word.Length..]));
            }

            if (name.Length > word.Length + 1 && name[^(word.Length + 1)] == '.' && name.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static FileKind? ClassifyYaml(string path, ReadOnlySpan<char> name)
    {
        if (name.StartsWith("catalog-info.", StringComparison.OrdinalIgnoreCase))
        {
            return FileKind.CatalogInfo;
        }

        if (IsVariantOf(name, "docker-compose", ".yml", ".yaml") || IsVariantOf(name, "compose", ".yml", ".yaml"))
        {
            return FileKind.Compose;
        }

        if (path is ".gitlab-ci.yml"
            || path.StartsWith(".github/workflows/", StringComparison.Ordinal)
            || path.StartsWith(".gitea/workflows/", StringComparison.Ordinal)
            || path.StartsWith(".forgejo/workflows/", StringComparison.Ordinal))
        {
            return FileKind.Workflow;
        }

        if (name.StartsWith("kustomization.", StringComparison.OrdinalIgnoreCase))
        {
            return FileKind.Kubernetes;
        }

        var folders = s_kubernetesFolders.GetAlternateLookup<ReadOnlySpan<char>>();
        var folder = path.AsSpan(0, path.Length - name.Length);
        foreach (var range in folder.Split('/'))
        {
            if (folders.Contains(folder[range]))
            {
                return FileKind.Kubernetes;
            }
        }

        return null;
    }

    // compose.yaml, compose.override.yaml, compose-dev.yml
    private static bool IsVariantOf(ReadOnlySpan<char> name, string stem, params ReadOnlySpan<string> extensions)
    {
        foreach (var extension in extensions)
        {
            if (name.StartsWith(stem, StringComparison.OrdinalIgnoreCase)
                && name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)
                && (name.Length == stem.Length + extension.Length || (name.Length > stem.Length + extension.Length && name[stem.Length] is '.' or '-' or '_')))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsYaml(ReadOnlySpan<char> name) =>
        name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);

    private static bool InFolder(string path, string folder) =>
        path.StartsWith(folder + "/", StringComparison.Ordinal) || path.Contains("/" + folder + "/", StringComparison.Ordinal);

    private static string Extension(string path) => Extension(path.AsSpan()).ToString();

    private static ReadOnlySpan<char> Extension(ReadOnlySpan<char> path)
    {
        var dot = path.LastIndexOf('.');
        return dot < 0 ? [] : path[(dot + 1)..];
    }

    private static bool HasFrom(ReadOnlySpan<byte> content)
    {
        foreach (var range in content.Split((byte)'\n'))
        {
            var line = content[range].TrimStart(" \t"u8);
            if (line.Length > 5 && line[4] is (byte)' ' or (byte)'\t' && System.Text.Ascii.EqualsIgnoreCase(line[..4], "FROM"u8))
            {
                return true;
            }
        }

        return false;
    }
}

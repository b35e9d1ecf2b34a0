#:property PublishAot=false
// Writes images/: the registry of the sample organisation as OCI image layouts.
//
//   dotnet run data/sample-org/build-images.cs
//
// It reads images.json and, for the revision labels, the commits of repositories/*.fast-export. Nothing in it depends on
// the clock or on chance: a second run changes no byte. Layers are described but not written; a layout may leave blobs
// out: https://github.com/opencontainers/image-spec/blob/main/image-layout.md#blobs
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

var folder = AppContext.GetData("EntryPointFileDirectoryPath") as string
    ?? throw new InvalidOperationException("Run it as a file: dotnet run data/sample-org/build-images.cs");
var plan = Plan.Read(Path.Combine(folder, "images.json"));
using var repositories = new Repositories(Path.Combine(folder, "repositories"));
var images = Path.Combine(folder, "images");
if (Directory.Exists(images))
{
    Directory.Delete(images, recursive: true);
}

foreach (var (name, image) in plan.Images)
{
    var layout = new Layout(Path.Combine(images, name.Replace("/", "__", StringComparison.Ordinal)), image.Docker);
    foreach (var release in image.Releases)
    {
        new Press(plan, repositories).Publish(layout, name, image, release);
    }

    layout.Close();
    Console.WriteLine($"{name}: {image.Releases.Sum(r => r.Tags.Length)} tags");
}

/// <summary>images.json: the bases that come from elsewhere, and the images of the registry, newest release first.</summary>
internal sealed record Plan(Dictionary<string, Upstream> Upstream, Dictionary<string, Image> Images)
{
    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static Plan Read(string path) => JsonSerializer.Deserialize<Plan>(File.ReadAllText(path), s_strict)
        ?? throw new JsonException($"{path} is empty.");
}

/// <summary>A public base. A step is a Dockerfile's line, with "12.3 MB | " before it if it makes a layer.</summary>
internal sealed record Upstream(string? From, DateTimeOffset Created, string[] Steps);

/// <param name="From">An upstream's name or "image:tag" of this file; null is scratch.</param>
/// <param name="Source">The Git repository that {{source}} and {{revision}} speak of.</param>
/// <param name="Dockerfile">Its path there, for the provenance of an image of several platforms.</param>
/// <param name="Docker">Docker's own media types instead of the OCI's.</param>
internal sealed record Image(
    string? From, string? Source, string? Dockerfile, string[]? Platforms, bool Docker, string[] Steps, Release[] Releases);

/// <param name="SourceAt">Build an older commit than the newest at <see cref="Created"/>.</param>
/// <param name="Drop">Beginnings of steps that this release does not have.</param>
/// <param name="Add">Further steps, at the end.</param>
/// <param name="Broken">Write a manifest that does not match its digest.</param>
internal sealed record Release(
    string[] Tags, DateTimeOffset Created, string? From, DateTimeOffset? SourceAt, string[]? Drop, string[]? Add, bool Signed, bool Broken);

/// <summary>The streams, imported into bare repositories in a temporary folder.</summary>
internal sealed class Repositories(string streams) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sample-org-").FullName;

    public string Revision(string name, DateTimeOffset at)
    {
        var bare = Path.Combine(_root, name.Replace("/", "__", StringComparison.Ordinal));
        if (!Directory.Exists(bare))
        {
            Git(null, "init", "--quiet", "--bare", bare);
            Git($"{streams}/{Path.GetFileName(bare)}.fast-export", "-C", bare, "fast-import", "--quiet");
        }

        var sha = Git(null, "-C", bare, "rev-list", "-1", $"--before={at:O}", "refs/heads/main").Trim();
        return sha.Length > 0 ? sha : throw new InvalidOperationException($"{name} has no commit before {at:O}.");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Git(string? input, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("git did not start.");
        if (input is not null)
        {
            using var stream = File.OpenRead(input);
            stream.CopyTo(git.StandardInput.BaseStream);
        }

        git.StandardInput.Close();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : throw new InvalidOperationException($"git {string.Join(' ', arguments)} failed.");
    }
}

/// <summary>One layout on disk: blobs by digest, and the index that names the tags.</summary>
internal sealed class Layout(string folder, bool docker)
{
    private static readonly JsonSerializerOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions s_indented = new(s_compact) { WriteIndented = true, NewLine = "\n" };
    private readonly JsonArray _manifests = [];

    public string ManifestType { get; } =
        docker ? "application/vnd.docker.distribution.manifest.v2+json" : "application/vnd.oci.image.manifest.v1+json";

    public string ConfigType { get; } = docker ? "application/vnd.docker.container.image.v1+json" : "application/vnd.oci.image.config.v1+json";

    public string LayerType { get; } = docker ? "application/vnd.docker.image.rootfs.diff.tar.gzip" : "application/vnd.oci.image.layer.v1.tar+gzip";

    public static string Digest(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes a blob and returns its descriptor.</summary>
    public JsonObject Write(string mediaType, JsonObject content, bool broken = false)
    {
        var text = content.ToJsonString(s_compact);
        var digest = Digest(text);
        var path = Path.Combine(folder, "blobs", digest.Replace(':', '/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder);
        File.WriteAllText(path, broken ? text.Replace("\"size\":", "\"size\":1", StringComparison.Ordinal) : text);
        return Descriptor(mediaType, digest, Encoding.UTF8.GetByteCount(text));
    }

    public JsonObject Manifest(JsonObject config, IEnumerable<JsonObject> layers, bool broken = false) => Write(ManifestType, new()
    {
        ["schemaVersion"] = 2, ["mediaType"] = ManifestType, ["config"] = config, ["layers"] = new JsonArray([.. layers]),
    }, broken);

    public static JsonObject Descriptor(string mediaType, string digest, long size) =>
        new() { ["mediaType"] = mediaType, ["digest"] = digest, ["size"] = size };

    public void Tag(JsonObject descriptor, string tag)
    {
        var tagged = descriptor.DeepClone().AsObject();
        tagged["annotations"] = new JsonObject { ["org.opencontainers.image.ref.name"] = tag };
        _manifests.Add(tagged);
    }

    public void Close()
    {
        File.WriteAllText(Path.Combine(folder, "oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}\n");
        var index = new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["manifests"] = _manifests };
        File.WriteAllText(Path.Combine(folder, "index.json"), index.ToJsonString(s_indented) + "\n");
    }
}

/// <summary>A file system in the making: layers, history and the run-time half of the config.</summary>
internal sealed class Draft(string platform)
{
    private readonly JsonArray _history = [];
    private readonly JsonObject _config = [];
    private string? _author;

    public string Os { get; } = platform.Split('/')[0];

    public string Architecture { get; } = platform.Split('/')[1];

    public string? OsVersion { get; set; }

    public List<(string Digest, string DiffId, long Size)> Layers { get; } = [];

    /// <param name="seed">Equal seeds make equal layers: what a cached build shares with the one before.</param>
    public void Step(string step, DateTimeOffset created, string seed)
    {
        var bar = step.IndexOf(" | ", StringComparison.Ordinal);
        var line = bar < 0 ? step : step[(bar + 3)..];
        if (bar >= 0)
        {
            AddLayer(step[..bar], $"{seed}\n{Os}/{Architecture}\n{line}");
        }

        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var (word, rest) = (line[..space], line[(space + 1)..]);
        var by = word switch
        {
            "RUN" => $"RUN {(Os == "windows" ? "cmd /S /C" : "/bin/sh -c")} {rest} # buildkit",
            "COPY" or "ADD" => $"{line} # buildkit",
            "#(nop)" => $"/bin/sh -c {line}",
            "CMD" or "ENTRYPOINT" => $"{word} {Quoted(Command(word == "CMD" ? "Cmd" : "Entrypoint", rest))}",
            "EXPOSE" => $"EXPOSE map[{string.Join(' ', Ports(rest))}]",
            "HEALTHCHECK" => $"HEALTHCHECK &{{{Quoted(Health(rest))} \"30s\" \"3s\" \"0s\" \"0s\" '\\x00'}}",
            "LABEL" => $"LABEL {string.Join(' ', Labels(rest))}",
            _ => line,
        };
        switch (word)
        {
            case "ENV": SetEnvironment(rest); break;
            case "MAINTAINER": _author = rest; break;
            case "USER": _config["User"] = rest; break;
            case "WORKDIR": _config["WorkingDir"] = rest; break;
            case "STOPSIGNAL": _config["StopSignal"] = rest; break;
            default: break;
        }

        var entry = new JsonObject { ["created"] = Stamp(created), ["created_by"] = by };
        if (word is not "#(nop)")
        {
            entry["comment"] = "buildkit.dockerfile.v0";
        }

        if (bar < 0)
        {
            entry["empty_layer"] = true;
        }

        _history.Add(entry);
    }

    public JsonObject Config(DateTimeOffset created)
    {
        var config = new JsonObject { ["architecture"] = Architecture };
        if (_author is not null)
        {
            config["author"] = _author;
        }

        config["config"] = _config.DeepClone();
        config["created"] = Stamp(created);
        config["history"] = _history.DeepClone();
        config["os"] = Os;
        if (OsVersion is not null)
        {
            config["os.version"] = OsVersion;
        }

        config["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray([.. Layers.Select(l => JsonValue.Create(l.DiffId))]) };
        return config;
    }

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Quoted(JsonArray words) => $"[{string.Join(' ', words.Select(w => $"\"{w}\""))}]";

    private void AddLayer(string size, string seed)
    {
        var (number, unit) = (size[..size.IndexOf(' ', StringComparison.Ordinal)], size[^2..]);
        var bytes = double.Parse(number, CultureInfo.InvariantCulture) * unit switch { "GB" => 1e9, "MB" => 1e6, "kB" => 1e3, _ => 1 };
        var digest = Layout.Digest("layer\n" + seed);
        // Nobody's layers weigh a round number: up to two per cent of the digest's own choosing.
        var share = Convert.ToInt32(digest[7..11], 16) / 65536.0;
        Layers.Add((digest, Layout.Digest("diff\n" + seed), (long)(bytes * (0.98 + (0.04 * share)))));
    }

    private JsonArray Command(string key, string text)
    {
        var words = text.StartsWith('[')
            ? JsonNode.Parse(text)?.AsArray() ?? []
            : new JsonArray("/bin/sh", "-c", text);
        _config[key] = words;
        return words;
    }

    private JsonArray Health(string text)
    {
        var words = text switch
        {
            "NONE" => new JsonArray("NONE"),
            _ when text.StartsWith('[') => new JsonArray(["CMD", .. JsonNode.Parse(text)?.AsArray().Select(w => w?.DeepClone()) ?? []]),
            _ => new JsonArray("CMD-SHELL", text),
        };
        _config["Healthcheck"] = new JsonObject { ["Test"] = words, ["Interval"] = 30_000_000_000, ["Timeout"] = 3_000_000_000 };
        return words;
    }

    private string[] Ports(string text)
    {
        var ports = Section("ExposedPorts");
        var words = text.Split(' ').Select(p => p.Contains('/', StringComparison.Ordinal) ? p : p + "/tcp").ToArray();
        foreach (var port in words)
        {
            ports[port] = new JsonObject();
        }

        return [.. words.Select(p => p + ":{}")];
    }

    private string[] Labels(string text)
    {
        var labels = Section("Labels");
        var words = text.Split(' ').Select(w => w.Replace("oci:", "org.opencontainers.image.", StringComparison.Ordinal)).ToArray();
        foreach (var word in words)
        {
            labels[word[..word.IndexOf('=', StringComparison.Ordinal)]] = word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..];
        }

        return words;
    }

    private void SetEnvironment(string pair)
    {
        var variables = _config["Env"]?.AsArray() ?? [];
        var name = pair[..(pair.IndexOf('=', StringComparison.Ordinal) + 1)];
        for (var i = variables.Count - 1; i >= 0; i--)
        {
            if (variables[i]?.GetValue<string>().StartsWith(name, StringComparison.Ordinal) == true)
            {
                variables.RemoveAt(i);
            }
        }

        variables.Add(pair);
        _config["Env"] = variables;
    }

    private JsonObject Section(string key)
    {
        if (_config[key] is not JsonObject section)
        {
            _config[key] = section = [];
        }

        return section;
    }
}

/// <summary>Turns a release of the plan into manifests of a layout.</summary>
internal sealed class Press(Plan plan, Repositories repositories)
{
    public void Publish(Layout layout, string name, Image image, Release release)
    {
        var platforms = image.Platforms ?? ["linux/amd64"];
        var manifests = platforms.Select(p => One(layout, name, image, release, p)).ToList();
        var top = manifests[0];
        if (platforms.Length > 1)
        {
            var attestations = manifests.Select(m => Attestation(layout, name, image, release, m)).ToList();
            top = layout.Write("application/vnd.oci.image.index.v1+json", new()
            {
                ["schemaVersion"] = 2,
                ["mediaType"] = "application/vnd.oci.image.index.v1+json",
                ["manifests"] = new JsonArray([.. manifests, .. attestations]),
            }, release.Broken);
        }

        foreach (var tag in release.Tags)
        {
            layout.Tag(top, tag);
        }

        if (release.Signed)
        {
            Sign(layout, name, top);
        }
    }

    private JsonObject One(Layout layout, string name, Image image, Release release, string platform)
    {
        var draft = new Draft(platform);
        var version = Build(draft, name, image, release);
        var config = draft.Config(release.Created);
        var descriptor = layout.Manifest(
            layout.Write(layout.ConfigType, config),
            draft.Layers.Select(l => Layout.Descriptor(layout.LayerType, l.Digest, l.Size)),
            release.Broken && image.Platforms is null or { Length: 1 });
        var described = new JsonObject { ["architecture"] = draft.Architecture, ["os"] = draft.Os };
        if (version is not null)
        {
            described["os.version"] = version;
        }

        descriptor["platform"] = described;
        return descriptor;
    }

    private string? Build(Draft draft, string name, Image image, Release release)
    {
        From(draft, release.From ?? image.From);
        var steps = image.Steps.Where(s => release.Drop?.Any(d => s.Contains(d, StringComparison.Ordinal)) != true).Concat(release.Add ?? []);
        foreach (var step in steps)
        {
            var line = step
                .Replace("{{source}}", $"https://git.fjellby.example/{image.Source}", StringComparison.Ordinal)
                .Replace("{{version}}", release.Tags[0], StringComparison.Ordinal);
            if (line.Contains("{{revision}}", StringComparison.Ordinal))
            {
                line = line.Replace("{{revision}}", Revision(image, release), StringComparison.Ordinal);
            }

            var changes = !line.Contains("RUN ", StringComparison.Ordinal);
            draft.Step(line, release.Created, changes ? $"{name}:{release.Tags[0]}" : $"{name} on {release.From ?? image.From}");
        }

        return draft.OsVersion;
    }

    private void From(Draft draft, string? from)
    {
        if (from is null)
        {
            return;
        }

        if (plan.Upstream.TryGetValue(from, out var upstream))
        {
            From(draft, upstream.From);
            foreach (var step in upstream.Steps)
            {
                draft.Step(step, upstream.Created, from);
            }

            draft.OsVersion = draft.Os == "windows" ? "10.0.20348.4405" : null;
            return;
        }

        var colon = from.LastIndexOf(':');
        var image = plan.Images[from[..colon]];
        Build(draft, from[..colon], image, image.Releases.First(r => r.Tags.Contains(from[(colon + 1)..])));
    }

    private string Revision(Image image, Release release) => image.Source is null
        ? throw new InvalidOperationException("{{revision}} needs a source.")
        : repositories.Revision(image.Source, release.SourceAt ?? release.Created);

    /// <summary>As BuildKit stores it: https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md</summary>
    private JsonObject Attestation(Layout layout, string name, Image image, Release release, JsonObject manifest)
    {
        var digest = manifest["digest"]?.GetValue<string>() ?? "";
        var provenance = layout.Write("application/vnd.in-toto+json", new()
        {
            ["_type"] = "https://in-toto.io/Statement/v0.1",
            ["predicateType"] = "https://slsa.dev/provenance/v1",
            ["subject"] = new JsonArray(new JsonObject
            {
                ["name"] = $"pkg:docker/registry.fjellby.example/{name}@{release.Tags[0]}",
                ["digest"] = new JsonObject { ["sha256"] = digest[7..] },
            }),
            ["predicate"] = new JsonObject
            {
                ["buildDefinition"] = new JsonObject
                {
                    ["buildType"] = "https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md",
                    ["externalParameters"] = new JsonObject
                    {
                        ["configSource"] = new JsonObject { ["path"] = image.Dockerfile ?? "Dockerfile" },
                        ["request"] = new JsonObject { ["frontend"] = "dockerfile.v0" },
                    },
                },
                ["runDetails"] = new JsonObject
                {
                    ["metadata"] = new JsonObject
                    {
                        ["buildkit_metadata"] = new JsonObject
                        {
                            ["vcs"] = new JsonObject
                            {
                                ["source"] = $"https://git.fjellby.example/{image.Source}", ["revision"] = Revision(image, release),
                            },
                        },
                    },
                },
            },
        });
        provenance["annotations"] = new JsonObject { ["in-toto.io/predicate-type"] = "https://slsa.dev/provenance/v1" };
        var config = layout.Write(layout.ConfigType, new()
        {
            ["architecture"] = "unknown",
            ["os"] = "unknown",
            ["config"] = new JsonObject(),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(provenance["digest"]?.DeepClone()) },
        });
        var attestation = layout.Manifest(config, [provenance]);
        attestation["annotations"] = new JsonObject
        {
            ["vnd.docker.reference.digest"] = digest,
            ["vnd.docker.reference.type"] = "attestation-manifest",
        };
        attestation["platform"] = new JsonObject { ["architecture"] = "unknown", ["os"] = "unknown" };
        return attestation;
    }

    /// <summary>cosign's tag beside the image: https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md</summary>
    private static void Sign(Layout layout, string name, JsonObject descriptor)
    {
        var digest = descriptor["digest"]?.GetValue<string>() ?? "";
        var claim = layout.Write("application/vnd.dev.cosign.simplesigning.v1+json", new()
        {
            ["critical"] = new JsonObject
            {
                ["identity"] = new JsonObject { ["docker-reference"] = $"registry.fjellby.example/{name}" },
                ["image"] = new JsonObject { ["docker-manifest-digest"] = digest },
                ["type"] = "cosign container image signature",
            },
            ["optional"] = null,
        });
        var invented = Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes("not a signature: " + digest)));
        claim["annotations"] = new JsonObject { ["dev.cosignproject.cosign/signature"] = invented };
        var config = layout.Write(layout.ConfigType, new()
        {
            ["architecture"] = "",
            ["os"] = "",
            ["created"] = "0001-01-01T00:00:00Z",
            ["config"] = new JsonObject(),
            ["history"] = new JsonArray(new JsonObject { ["created"] = "0001-01-01T00:00:00Z" }),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(claim["digest"]?.DeepClone()) },
        });
        layout.Tag(layout.Manifest(config, [claim]), digest.Replace(':', '-') + ".sig");
    }
}

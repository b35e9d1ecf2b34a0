using System.Collections.Immutable;

namespace ComplianceHub.Crawling.Definitions;

/// <summary>
/// Reads what bake files build, https://docs.docker.com/build/bake/reference/: targets with what they inherit, with the defaults of variables, and once for
/// each place of a matrix. Only a target with tags counts.
/// </summary>
internal sealed class BakeFile
{
    private const int MostBuilds = 500;
    private const int MostPlaces = 64;

    private readonly string _path;
    private readonly ILookup<string, HclBlock> _targets;
    private readonly Dictionary<string, HclAttribute> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HclValue> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    private BakeFile(string path, HclFile file)
    {
        _path = path;
        _targets = file.Blocks.Where(b => b.Type == "target").ToLookup(b => b.Name, StringComparer.Ordinal);
        foreach (var (name, attribute) in file.Attributes)
        {
            _variables[name] = attribute;
        }

        foreach (var block in file.Blocks.Where(b => b.Type == "variable"))
        {
            if (block.Attributes.TryGetValue("default", out var attribute))
            {
                _variables[block.Name] = attribute;
            }
        }
    }

    public static IEnumerable<FoundBuild> BuildsOf(string path, string text)
    {
        var file = new BakeFile(path, HclFile.Read(path, text));
        return file._targets.Take(MostBuilds).SelectMany(t => file.BuildsOf(t.Key)).Take(MostBuilds);
    }

    private IEnumerable<FoundBuild> BuildsOf(string name)
    {
        var attributes = Inherited(name);
        if (!attributes.TryGetValue("tags", out var tagged))
        {
            yield break;
        }

        var line = _targets[name].First().Line;
        foreach (var place in Places(attributes))
        {
            HclValue Variable(string variable) => place.GetValueOrDefault(variable) ?? ValueOf(variable);
            string? Text(string key) => attributes.TryGetValue(key, out var attribute) && attribute(Variable) is var value and not HclValue.Null ? value.Text ?? Placeholders.Unknown.ToString() : null;

            if (attributes.ContainsKey("dockerfile-inline"))
            {
                continue;
            }

            // Bake reads paths from where it is started, which is where the file is by habit.
            var dockerfile = FoundBuild.PathOf(FoundBuild.FolderOf(_path), Text("context") ?? ".", Text("dockerfile") ?? "Dockerfile");
            var tags = tagged(Variable).Items.Select(i => i.Text);
            if (FoundBuild.TryMake(Text("name") ?? name, line, dockerfile, Text("target"), tags) is { } build)
            {
                yield return build;
            }
        }
    }

    /// <summary>What stands in the target itself, and below it what it inherits; of several the last.</summary>
    private Dictionary<string, HclAttribute> Inherited(string name)
    {
        var found = new Dictionary<string, HclAttribute>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        Take(name);
        return found;

        void Take(string target)
        {
            if (!visited.Add(target) || visited.Count > MostBuilds)
            {
                return;
            }

            // Of blocks of one name the later one goes before.
            var blocks = _targets[target].Reverse().ToList();
            foreach (var attribute in blocks.SelectMany(b => b.Attributes).Where(a => target == name || a.Key is not ("name" or "matrix")))
            {
                found.TryAdd(attribute.Key, attribute.Value);
            }

            var parents = blocks.Select(b => b.Attributes.GetValueOrDefault("inherits")).OfType<HclAttribute>().FirstOrDefault();
            foreach (var parent in (parents?.Invoke(ValueOf).Items ?? []).Reverse())
            {
                if (parent.Text is { } text)
                {
                    Take(text);
                }
            }
        }
    }

    /// <summary>The places of a matrix, https://docs.docker.com/build/bake/matrices/; one without names when there is none.</summary>
    private List<ImmutableDictionary<string, HclValue>> Places(Dictionary<string, HclAttribute> attributes)
    {
        List<ImmutableDictionary<string, HclValue>> places = [ImmutableDictionary.Create<string, HclValue>(StringComparer.Ordinal)];
        if (attributes.TryGetValue("matrix", out var matrix) && matrix(ValueOf) is HclValue.Object axes)
        {
            foreach (var axis in axes.Members.OrderBy(m => m.Key, StringComparer.Ordinal))
            {
                places = [.. places.SelectMany(p => axis.Value.Items.Select(v => p.SetItem(axis.Key, v))).Take(MostPlaces)];
            }
        }

        return places;
    }

    private HclValue ValueOf(string name)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        // A variable that is asked for while it is being worked out is made of itself.
        if (!_variables.TryGetValue(name, out var attribute) || _asked.Count > MostPlaces || !_asked.Add(name))
        {
            return HclValue.Nothing;
        }

        var value = attribute(ValueOf);
        _asked.Remove(name);
        return _known[name] = value;
    }
}

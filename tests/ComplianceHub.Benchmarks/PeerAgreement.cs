using System.IO.Compression;
using ComplianceHub.Grading.Checklist;
using ComplianceHub.Grading.Rules;

namespace ComplianceHub.Benchmarks;

/// <summary>
/// Holds our findings against what hadolint and BuildKit's lint reported on the same files, rule by rule: a finding of ours counts for every alias that its
/// rule has. Advice counts, too. A place is an instruction, since each tool has its own idea of the line: hadolint takes the first, we that of the command.
/// Where the other tool gave up, what it did not say does not count.
/// </summary>
internal sealed class PeerAgreement
{
    /// <summary>What the record says of a file that hadolint or BuildKit could not read.</summary>
    private static readonly string[] s_givenUp = ["DL1000", "error"];

    private readonly Dictionary<string, Peer> _peers = [];
    private readonly List<CorpusFile> _files;

    private PeerAgreement(string recorded, string corpus)
    {
        var theirs = Read(recorded).ToLookup(r => r.Place.Path);
        foreach (var tool in theirs.SelectMany(t => t).Select(r => r.Tool).Distinct())
        {
            _peers.Add(tool, new());
        }

        _files = CorpusFile.In(corpus);
        foreach (var file in _files)
        {
            var subject = file.Subject();
            var starts = subject.Declared!.Dockerfile.Instructions.Select(i => i.StartLine).ToList();
            foreach (var finding in theirs[file.Path])
            {
                _peers[finding.Tool].Add(finding with { Place = InstructionAt(starts, finding.Place) });
            }

            foreach (var finding in RuleCatalog.Evaluate(subject, Policy.Default).Findings.Where(f => !f.IsUnknown))
            {
                foreach (var alias in finding.Rule.Aliases)
                {
                    foreach (var peer in _peers.Values)
                    {
                        peer.AddOurs(alias, InstructionAt(starts, new(file.Path, finding.Line ?? 0)), $"{finding.Rule.Id} in line {finding.Line}");
                    }
                }
            }
        }
    }

    private static Place InstructionAt(List<int> starts, Place place)
    {
        var index = starts.BinarySearch(place.Line);
        index = index >= 0 ? index : ~index - 1;
        return index < 0 ? place : place with { Line = starts[index] };
    }

    /// <summary>Prints a table, or, for one rule of another tool, the places where only one of the two reports it.</summary>
    public static int Run(string recorded, string corpus, string? rule)
    {
        var agreement = new PeerAgreement(recorded, corpus);
        Console.WriteLine($"{agreement._files.Count} files");
        foreach (var (tool, peer) in agreement._peers)
        {
            if (rule is null)
            {
                Console.WriteLine($"\n{tool}, which gave {peer.GivenUp.Count} files up\n");
                Console.WriteLine("| rule | instructions both | only we | only they | files both | only we | only they |");
                Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
                peer.PrintTable();
            }
            else if (peer.Reports(rule))
            {
                peer.PrintPlaces(rule);
            }
        }

        return 0;
    }

    /// <summary>Rows of <c>path,tool,rule,line</c> with a heading; paths have no commas.</summary>
    private static IEnumerable<Recorded> Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            yield return new(cells[1], cells[2], new(cells[0], int.TryParse(cells[3], out var number) ? number : 0));
        }
    }

    private readonly record struct Place(string Path, int Line);

    private sealed record Recorded(string Tool, string Rule, Place Place);

    /// <summary>One other tool.</summary>
    private sealed class Peer
    {
        private readonly Dictionary<string, HashSet<Place>> _theirs = [];
        private readonly Dictionary<string, Dictionary<Place, string>> _ours = [];

        public HashSet<string> GivenUp { get; } = [];

        public void Add(Recorded finding)
        {
            if (s_givenUp.Contains(finding.Rule))
            {
                GivenUp.Add(finding.Place.Path);
            }
            else
            {
                Of(_theirs, finding.Rule).Add(finding.Place);
            }
        }

        /// <summary>Which aliases belong to this tool shows in the end: those that it reports at least once.</summary>
        public void AddOurs(string alias, Place place, string rule) => Of(_ours, alias)[place] = rule;

        public bool Reports(string rule) => _theirs.ContainsKey(rule);

        public void PrintTable()
        {
            foreach (var rule in _theirs.Keys.Order(StringComparer.Ordinal))
            {
                var (ours, theirs) = Compared(rule);
                var (places, files) = (Counts(ours, theirs), Counts([.. ours.Select(p => p.Path)], [.. theirs.Select(p => p.Path)]));
                Console.WriteLine($"| {rule} | {places.Both} | {places.Left} | {places.Right} | {files.Both} | {files.Left} | {files.Right} |");
            }
        }

        public void PrintPlaces(string rule)
        {
            var (ours, theirs) = Compared(rule);
            foreach (var place in ours.Except(theirs).OrderBy(p => p.Path, StringComparer.Ordinal).ThenBy(p => p.Line))
            {
                Console.WriteLine($"only we\t{place.Path}\t{place.Line}\t{_ours[rule][place]}");
            }

            foreach (var place in theirs.Except(ours).OrderBy(p => p.Path, StringComparer.Ordinal).ThenBy(p => p.Line))
            {
                Console.WriteLine($"only they\t{place.Path}\t{place.Line}\t");
            }
        }

        private (HashSet<Place> Ours, HashSet<Place> Theirs) Compared(string rule) => (
            [.. _ours.GetValueOrDefault(rule, []).Keys.Where(p => !GivenUp.Contains(p.Path) || _theirs.GetValueOrDefault(rule, []).Contains(p))],
            _theirs.GetValueOrDefault(rule, []));

        private static (int Both, int Left, int Right) Counts<T>(HashSet<T> left, HashSet<T> right)
        {
            var both = left.Count(right.Contains);
            return (both, left.Count - both, right.Count - both);
        }

        private static T Of<T>(Dictionary<string, T> all, string key)
            where T : new()
        {
            if (!all.TryGetValue(key, out var found))
            {
                all.Add(key, found = new());
            }

            return found;
        }
    }
}

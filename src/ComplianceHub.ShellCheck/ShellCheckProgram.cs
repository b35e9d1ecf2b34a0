using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using ComplianceHub.Dockerfiles;
using ComplianceHub.Grading.Facts;

namespace ComplianceHub.ShellCheck;

/// <summary>
/// The shellcheck program of this machine, https://www.shellcheck.net/. It reads scripts and runs nothing of them; settings of the machine and the user,
/// and files that scripts name, are not looked at. Each script is asked about once, however often it stands anywhere.
/// </summary>
public sealed class ShellCheckProgram
{
    private const int MostRemembered = 50_000;

    /// <summary>Half of a surrogate pair becomes U+FFFD.</summary>
    private static readonly UTF8Encoding s_lenient = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string _program;
    private readonly ShellCheckLimits _limits;

    /// <summary>By key; null for a script that the program could not read within its limits.</summary>
    private readonly ConcurrentDictionary<string, ImmutableArray<ShellCheckComment>?> _answers = new(StringComparer.Ordinal);
    private int _runs;

    private ShellCheckProgram(string program, ShellCheckLimits limits, string version)
    {
        _program = program;
        _limits = limits;
        Version = version;
    }

    /// <summary>For instance <c>0.10.0</c>.</summary>
    public string Version { get; }

    /// <summary>How often the program was started.</summary>
    internal int Runs => _runs;

    /// <summary>Null when the program is not installed or does not answer.</summary>
    /// <param name="program">A name to look for on the path, or a path.</param>
    public static async Task<ShellCheckProgram?> FindAsync(CancellationToken cancellationToken, string program = "shellcheck", ShellCheckLimits? limits = null)
    {
        limits ??= ShellCheckLimits.Default;
        var printed = await ShellCheckProcess.RunAsync(program, ["--version"], Path.GetTempPath(), limits, cancellationToken);
        const string label = "version:";
        var version = printed?.Split('\n').FirstOrDefault(l => l.StartsWith(label, StringComparison.Ordinal))?[label.Length..].Trim();
        return string.IsNullOrEmpty(version) ? null : new(program, limits, version);
    }

    /// <summary>What it says of the scripts of these files, in their order.</summary>
    public async Task<IReadOnlyList<ShellCheckFacts>> CheckAsync(IReadOnlyList<Dockerfile> files, CancellationToken cancellationToken)
    {
        if (_answers.Count > MostRemembered)
        {
            _answers.Clear();
        }

        var scripts = files.Select(f => ShellCheckScript.Of(f).ToList()).ToList();
        var open = scripts.SelectMany(s => s).Where(s => !_answers.ContainsKey(s.Key)).DistinctBy(s => s.Key).ToList();

        // Groups of one size for all processors; those of a Dockerfile are alike, so that a long one does not end up alone.
        var size = Math.Clamp((open.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount, 1, _limits.ScriptsAtOnce);
        var asked = new ConcurrentDictionary<string, ImmutableArray<ShellCheckComment>?>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            open.Chunk(size),
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (group, token) => await AskAsync(group, asked, token));
        foreach (var (key, answer) in asked)
        {
            _answers[key] = answer;
        }

        return [.. scripts.Select(file => new ShellCheckFacts(Version, file.DistinctBy(s => s.Key)
            .Select(s => (s.Key, Answer: asked.TryGetValue(s.Key, out var now) ? now : _answers.GetValueOrDefault(s.Key)))
            .Where(a => a.Answer is not null)
            .ToImmutableDictionary(a => a.Key, a => a.Answer ?? [], StringComparer.Ordinal)))];
    }

    private async Task AskAsync(ShellCheckScript[] group, ConcurrentDictionary<string, ImmutableArray<ShellCheckComment>?> answers, CancellationToken cancellationToken)
    {
        if (await TryAskAsync(group, cancellationToken) is { } said)
        {
            foreach (var (script, comments) in group.Zip(said))
            {
                answers[script.Key] = comments;
            }
        }
        else if (group.Length == 1)
        {
            answers[group[0].Key] = null;
        }
        else
        {
            // One of them is too much for it: find it in few steps.
            foreach (var part in group.Chunk((group.Length + 9) / 10))
            {
                await AskAsync(part, answers, cancellationToken);
            }
        }
    }

    /// <summary>The comments on each script; null when the program did not come to a good end.</summary>
    private async Task<IReadOnlyList<ImmutableArray<ShellCheckComment>>?> TryAskAsync(ShellCheckScript[] group, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        var folder = Directory.CreateTempSubdirectory("compliancehub-shellcheck-").FullName;
        try
        {
            for (var i = 0; i < group.Length; i++)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, ShellCheckOutput.NameOf(i)), group[i].Program, s_lenient, cancellationToken);
            }

            string[] arguments = ["--norc", "--format=json1", "--severity=style", "--exclude=" + ShellCheckOutput.Excluded, .. Enumerable.Range(0, group.Length).Select(ShellCheckOutput.NameOf)];
            var printed = await ShellCheckProcess.RunAsync(_program, arguments, folder, _limits, cancellationToken);
            return printed is null ? null : ShellCheckOutput.Read(printed, group);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

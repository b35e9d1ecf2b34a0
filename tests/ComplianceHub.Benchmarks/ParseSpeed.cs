using System.Diagnostics;
using System.Text;
using ComplianceHub.Dockerfiles;

namespace ComplianceHub.Benchmarks;

/// <summary>Reads all files of a folder, then parses them in one thread: the tree alone, and with the scripts of every RUN.</summary>
internal static class ParseSpeed
{
    public static int Run(string corpus)
    {
        var texts = Directory.EnumerateFiles(corpus, "*", SearchOption.AllDirectories)
            .Where(p => Path.GetFileName(p).Contains("ockerfile", StringComparison.Ordinal))
            .Select(p => Encoding.UTF8.GetString(File.ReadAllBytes(p)))
            .ToList();
        Measure("tree", texts, text => Dockerfile.Parse(text).Stages.Length);
        Measure("tree and scripts", texts, text => Dockerfile.Parse(text).Stages.Sum(s => RunScript.Of(s).Sum(r => r.Script.Commands.Length)));
        return 0;
    }

    private static void Measure(string what, List<string> texts, Func<string, int> parse)
    {
        const int Rounds = 5;
        var found = texts.Sum(parse);
        var watch = Stopwatch.StartNew();
        var processor = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Rounds; i++)
        {
            found = texts.Sum(parse);
        }

        var seconds = watch.Elapsed.TotalSeconds / Rounds;
        // On a shared machine the processor's time says more than the clock's.
        var processorSeconds = (Environment.CpuUsage.TotalTime - processor).TotalSeconds / Rounds;
        Console.WriteLine(
            $"{what}: {texts.Count} files, {texts.Sum(t => (long)t.Length) / 1e6:F1} MB, {texts.Count / seconds:F0} files/s, "
            + $"{texts.Count / processorSeconds:F0} a second of processor time ({found} found)");
    }
}

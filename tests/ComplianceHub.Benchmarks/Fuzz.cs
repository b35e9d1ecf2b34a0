using System.Diagnostics;
using System.Globalization;
using ComplianceHub.TestKit.Fuzzing;

namespace ComplianceHub.Benchmarks;

/// <summary>Grades so many broken Dockerfiles made of a folder's. The first that breaks a law, or takes longer than ten seconds, is written to a file and ends the run.</summary>
internal static class Fuzz
{
    private const int RepairEach = 50;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10);

    public static int Run(string corpus, long count, int seed)
    {
        var mutator = new DockerfileMutator([.. CorpusFile.In(corpus).Select(f => System.Text.Encoding.UTF8.GetBytes(f.Text))]);
        var watch = Stopwatch.StartNew();
        var (done, bytes, most, broken) = (0L, 0L, 0L, 0);
        Parallel.For(0, Environment.ProcessorCount, worker =>
        {
            var random = new Random(seed + worker);
            var current = Array.Empty<byte>();
            var begun = Stopwatch.GetTimestamp();
            using var watchdog = new Timer(_ =>
            {
                if (Stopwatch.GetElapsedTime(Interlocked.Read(ref begun)) > s_longest)
                {
                    Console.WriteLine($"hangs: {Keep(current)}");
                    Environment.Exit(1);
                }
            }, null, s_longest, TimeSpan.FromSeconds(1));
            while (Interlocked.Increment(ref done) is var number && number <= count && Volatile.Read(ref broken) == 0)
            {
                current = mutator.Next(random);
                Interlocked.Exchange(ref begun, Stopwatch.GetTimestamp());
                if (EngineCheck.Broken(current, repair: number % RepairEach == 0) is { } law)
                {
                    Interlocked.Exchange(ref broken, 1);
                    Console.WriteLine($"{Keep(current)}: {law}");
                }

                var took = Stopwatch.GetElapsedTime(begun).Ticks;
                InterlockedMax(ref most, took);
                Interlocked.Add(ref bytes, current.Length);
                if (number % 100_000 == 0)
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number:N0} inputs, {watch.Elapsed.TotalSeconds:0} s, slowest {TimeSpan.FromTicks(most).TotalMilliseconds:0} ms, {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB at most"));
                }
            }
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Math.Min(done, count):N0} inputs ({bytes / 1_000_000:N0} MB) from seed {seed} in {watch.Elapsed.TotalSeconds:0} s; slowest {TimeSpan.FromTicks(most).TotalMilliseconds:0} ms; {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB at most; {(broken == 0 ? "no law broken" : "a law is broken")}"));
        return broken;
    }

    private static string Keep(byte[] input)
    {
        var path = Path.Combine(Path.GetTempPath(), $"fuzz-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..12]}.Dockerfile");
        File.WriteAllBytes(path, input);
        return path;
    }

    private static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Interlocked.Read(ref target); value > seen;)
        {
            var old = Interlocked.CompareExchange(ref target, value, seen);
            if (old == seen)
            {
                return;
            }

            seen = old;
        }
    }
}

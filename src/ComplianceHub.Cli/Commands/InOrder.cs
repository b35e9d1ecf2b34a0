namespace ComplianceHub.Cli.Commands;

/// <summary>Works on all processors and hands the results on in the order of the inputs, never holding more than a few hundred.</summary>
internal static class InOrder
{
    /// <summary>How many are worked on at a time.</summary>
    public const int Batch = 256;

    public static IEnumerable<TResult> Select<TSource, TResult>(IReadOnlyList<TSource> sources, Func<TSource, TResult> work)
    {
        for (var start = 0; start < sources.Count; start += Batch)
        {
            var results = new TResult[Math.Min(Batch, sources.Count - start)];
            var first = start;
            Parallel.For(0, results.Length, i => results[i] = work(sources[first + i]));
            foreach (var result in results)
            {
                yield return result;
            }
        }
    }
}
